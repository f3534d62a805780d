package io.autolabeler.quality.certification;

import io.autolabeler.common.v1.LabelScore;
import java.util.List;

/**
 * The labels that a reviewer is shown first.
 *
 * @param limit a label is on the list when its probability is at least one less this
 */
public record ShortList(double limit) {
    /** Share of the true labels that are not on their lists, at most. */
    static final double MISS = 0.1;

    private static final double TOLERANCE = 1e-12;

    /** The list; empty where it would hold no label or all of them, which both help nobody. */
    public List<String> of(List<LabelScore> scores) {
        List<String> listed = scores.stream()
                .filter(each -> 1 - each.getScore() <= limit + TOLERANCE)
                .map(LabelScore::getLabel)
                .toList();
        return listed.size() == scores.size() ? List.of() : listed;
    }
}
