package io.autolabeler.cli.label;

import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.common.v1.Routing;
import io.autolabeler.labeling.v1.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say how a run labels: model, routing, limits. */
public final class RunOptions {
    private static final double MOST_RISK = 0.4;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "embedded, or a configured model; default the project's.")
    String model = "";

    @Option(names = "--enable-hitl", description = "Send items that are not sure enough to people.")
    boolean hitl;

    @Option(
            names = "--auto-accept-threshold",
            paramLabel = "P",
            description = "At or above this confidence an item is accepted; default 0.9.")
    @Nullable
    Double autoAccept;

    @Option(
            names = "--human-review-threshold",
            paramLabel = "P",
            description = "Below this confidence an item goes to an expert; default 0.5.")
    @Nullable
    Double humanReview;

    @Option(
            names = "--max-risk",
            paramLabel = "SHARE",
            description =
                    "Accept only what a certificate promises to be wrong in at most this share, for example 0.02; until"
                            + " there is one, all items go to people.")
    @Nullable
    Double maxRisk;

    @Option(
            names = "--audit-share",
            paramLabel = "SHARE",
            description =
                    "Let a person look at this share of all items whatever their confidence; default with --max-risk: 0.02,"
                            + " or what makes 20 items a week if that is more.")
    @Nullable
    Double auditShare;

    @Option(names = "--limit", paramLabel = "N", description = "Label only the first N items.")
    @Nullable
    Integer limit;

    @Option(names = "--max-cost", paramLabel = "USD", description = "Pause the run when it has cost this much.")
    @Nullable
    Double maxCost;

    /** The run to start, without its project and dataset; a value out of range ends the command. */
    Run template() {
        if (limit != null && limit < 1) {
            throw CommandFailure.usage("--limit must be at least 1, got " + limit);
        }
        Run.Builder run = Run.newBuilder()
                .setModel(model)
                .setItemLimit(limit == null ? 0 : limit)
                .setMaxCost(maxCost());
        if (!hitl && (autoAccept != null || humanReview != null || maxRisk != null || auditShare != null)) {
            throw CommandFailure.usage(
                    "--auto-accept-threshold, --human-review-threshold, --max-risk and --audit-share need"
                            + " --enable-hitl");
        }
        if (autoAccept != null && maxRisk != null) {
            throw CommandFailure.usage("--max-risk finds the threshold itself; leave --auto-accept-threshold out");
        }
        return hitl ? run.setRouting(routing()).build() : run.build();
    }

    /** The cost limit in US dollars; 0: none. */
    double maxCost() {
        if (maxCost != null && !(maxCost > 0)) {
            throw CommandFailure.usage("--max-cost must be above 0 US dollars, got " + maxCost);
        }
        return maxCost == null ? 0 : maxCost;
    }

    private Routing routing() {
        double accept = threshold("--auto-accept-threshold", autoAccept);
        double review = threshold("--human-review-threshold", humanReview);
        if (accept > 0 && review > accept) {
            throw CommandFailure.usage("--human-review-threshold must not be above --auto-accept-threshold %s, got %s"
                    .formatted(autoAccept, humanReview));
        }
        return Routing.newBuilder()
                .setEnabled(true)
                .setAutoAcceptThreshold(accept)
                .setHumanReviewThreshold(review)
                .setMaxRisk(maxRisk())
                .setAuditShare(auditShare())
                .build();
    }

    private double maxRisk() {
        if (maxRisk != null && !(maxRisk > 0 && maxRisk < MOST_RISK)) {
            throw CommandFailure.usage("--max-risk must be above 0 and below %s, got %s".formatted(MOST_RISK, maxRisk));
        }
        return maxRisk == null ? 0 : maxRisk;
    }

    private double auditShare() {
        if (auditShare != null && !(auditShare >= 0 && auditShare <= 1)) {
            throw CommandFailure.usage("--audit-share must be 0 to 1, got " + auditShare);
        }
        return auditShare == null ? 0 : auditShare;
    }

    /** The given threshold, 0 when it was not given. */
    private static double threshold(String flag, @Nullable Double given) {
        if (given != null && !(given > 0 && given <= 1)) {
            throw CommandFailure.usage("%s must be above 0 and at most 1, got %s".formatted(flag, given));
        }
        return given == null ? 0 : given;
    }
}
