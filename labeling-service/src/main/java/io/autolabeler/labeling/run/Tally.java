package io.autolabeler.labeling.run;

import io.autolabeler.common.v1.Route;

/** What newly stored annotations add to a run's counts. Not thread-safe. */
final class Tally {
    int done;
    int failed;
    int autoAccept;
    int humanReview;
    int expertReview;
    int degraded;
    int truncated;
    int otherLanguage;
    int cached;
    long inputTokens;
    long outputTokens;

    void add(StoredAnnotation each) {
        done++;
        failed += each.error() == null ? 0 : 1;
        degraded += each.degraded() ? 1 : 0;
        truncated += each.truncated() ? 1 : 0;
        otherLanguage += each.otherLanguage() ? 1 : 0;
        cached += each.cached() ? 1 : 0;
        inputTokens += each.usage().inputTokens();
        outputTokens += each.usage().outputTokens();
        if (each.route() != null) {
            addRoute(each.route());
        }
    }

    void addRoute(Route.Value route) {
        switch (route) {
            case AUTO_ACCEPT -> autoAccept++;
            case HUMAN_REVIEW -> humanReview++;
            case EXPERT_REVIEW -> expertReview++;
            case UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("route must be a route, got " + route);
        }
    }
}
