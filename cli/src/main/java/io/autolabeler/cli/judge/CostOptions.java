package io.autolabeler.cli.judge;

import io.autolabeler.cli.report.Query;
import io.autolabeler.cli.shell.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say what people and mistakes cost, and how much people can take. */
public final class CostOptions {
    private static final double USUAL_REVIEW = 0.05;
    private static final double USUAL_EXPERT = 0.5;
    private static final double USUAL_ERROR = 1;

    @Option(names = "--review-cost", paramLabel = "USD", description = "Of one review; default 0.05.")
    @Nullable
    Double review;

    @Option(names = "--expert-cost", paramLabel = "USD", description = "Of one expert's review; default 0.5.")
    @Nullable
    Double expert;

    @Option(names = "--error-cost", paramLabel = "USD", description = "Of one wrong label; default 1.")
    @Nullable
    Double error;

    @Option(
            names = "--review-capacity",
            paramLabel = "SHARE",
            description = "Largest share of items that reviewers can take; default no limit.")
    @Nullable
    Double capacity;

    @Option(
            names = "--expert-capacity",
            paramLabel = "SHARE",
            description = "Largest share of items that experts can take; default no limit.")
    @Nullable
    Double experts;

    /** Adds the costs; those that were not named are the usual ones. */
    Query addTo(Query query) {
        if (review != null || expert != null || error != null) {
            double reviewing = cost("--review-cost", review, USUAL_REVIEW);
            double asking = cost("--expert-cost", expert, USUAL_EXPERT);
            double failing = cost("--error-cost", error, USUAL_ERROR);
            if (reviewing + asking + failing == 0) {
                throw CommandFailure.usage("--review-cost, --expert-cost or --error-cost must be above 0");
            }
            query.set("reviewCost", "--review-cost", Double.toString(reviewing))
                    .set("expertCost", "--expert-cost", Double.toString(asking))
                    .set("errorCost", "--error-cost", Double.toString(failing));
        }
        return query.set("reviewCapacity", "--review-capacity", share("--review-capacity", capacity))
                .set("expertCapacity", "--expert-capacity", share("--expert-capacity", experts));
    }

    private static double share(String flag, @Nullable Double given) {
        if (given != null && !(given > 0 && given <= 1)) {
            throw CommandFailure.usage(flag + " must be above 0 and at most 1, got " + given);
        }
        return given == null ? 0 : given;
    }

    private static double cost(String flag, @Nullable Double given, double usual) {
        if (given == null) {
            return usual;
        }
        if (!(given >= 0) || Double.isInfinite(given)) {
            throw CommandFailure.usage("%s must be at least 0 US dollars, got %s".formatted(flag, given));
        }
        return given;
    }
}
