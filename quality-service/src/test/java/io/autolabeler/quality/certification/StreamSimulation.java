package io.autolabeler.quality.certification;

import io.autolabeler.quality.certification.ReviewSplit.Capacity;
import io.autolabeler.quality.certification.ReviewSplit.Cheapest;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Routes made-up streams whose every error rate is known: scores have the density {@code shape s^(shape - 1)} over (0, 1),
 * and a label is right with probability {@code s}, so a share of {@code 1 / (shape + 1)} is wrong.
 *
 * @param gold items with a known truth in each run
 * @param stream items to be routed in each run
 */
record StreamSimulation(double shape, int gold, int stream, Risk risk) {
    private static final double REVIEWER_MISSES = 0.1;
    private static final ReviewCosts COSTS =
            new ReviewCosts(0, 1, 5, 20, new ReviewCosts.Left(score -> REVIEWER_MISSES * (1 - score), 0.005));

    /** Items of such a stream. */
    record Draw(double[] scores, boolean[] wrong) {}

    /**
     * Means over all runs, but for the first two.
     *
     * @param broken share of runs whose accepted labels are truly wrong more often than promised
     * @param accepting share of runs that accept anything
     * @param accepted share of the stream
     * @param review share of the stream
     * @param expert share of the stream
     * @param risk true share of wrong labels among accepted ones, over the runs that accept any
     */
    record Result(double broken, double accepting, double accepted, double review, double expert, double risk) {}

    /** Thresholds, found on the items with a known truth. */
    private record Thresholds(double accept, double review) {}

    private interface Tuning {
        Thresholds of(Draw gold);
    }

    static Draw draw(double shape, int items, SplittableRandom random) {
        double[] scores = new double[items];
        boolean[] wrong = new boolean[items];
        for (int i = 0; i < items; i++) {
            scores[i] = Math.pow(random.nextDouble(), 1 / shape);
            wrong[i] = random.nextDouble() >= scores[i];
        }
        return new Draw(scores, wrong);
    }

    /** The true share of wrong labels among those of a score at or above a threshold. */
    static double trueRisk(double shape, double threshold) {
        double share = shape / (shape + 1);
        return 1 - share * (1 - Math.pow(threshold, shape + 1)) / (1 - Math.pow(threshold, shape));
    }

    /** A certified threshold, then the cheapest division among people. */
    Result certified(int seeds) {
        return run(seeds, this::certify);
    }

    /** The thresholds with the largest product of accuracy and share without review, tuned and reported on one set. */
    Result product(int seeds) {
        return run(seeds, StreamSimulation::largestProduct);
    }

    /**
     * Share of seeds in which any certificate is wrong that the running system issues while gold labels come in: thresholds at
     * the scores, one try after the other.
     */
    double brokenOverTries(int seeds) {
        int broken = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Draw draw = draw(shape, gold, new SplittableRandom(seed));
            broken += anyBroken(draw) ? 1 : 0;
        }
        return (double) broken / seeds;
    }

    private boolean anyBroken(Draw draw) {
        Tries tries = Tries.none(risk);
        boolean any = false;
        for (int known = 1; known <= gold; known++) {
            Optional<Risk> own = tries.next(known);
            if (own.isPresent()) {
                tries = tries.after(known);
                ValidationSet items =
                        ValidationSet.of(Arrays.copyOf(draw.scores, known), Arrays.copyOf(draw.wrong, known));
                double accept = new FixedSequence(own.get()).certify(items).threshold();
                any |= accept <= 1 && trueRisk(shape, accept) > risk.alpha();
            }
        }
        return any;
    }

    private Thresholds certify(Draw draw) {
        double[] grid = new double[100];
        Arrays.setAll(grid, i -> (995 - 5 * i) / 1000.0);
        ValidationSet items = ValidationSet.of(draw.scores, draw.wrong);
        double accept = new FixedSequence(risk).certify(items, grid).threshold();
        Cheapest split = (Cheapest) ReviewSplit.of(draw.scores, accept, COSTS, Capacity.ENDLESS);
        return new Thresholds(accept, split.threshold());
    }

    private static Thresholds largestProduct(Draw draw) {
        ValidationSet items = ValidationSet.of(draw.scores, draw.wrong);
        Thresholds best = new Thresholds(1, 1);
        double largest = -1;
        for (double accept = 0.85; accept < 0.99; accept += 0.02) {
            for (double review = 0.5; review < 0.705; review += 0.05) {
                AcceptedSet set = items.at(accept);
                double reviewed = items.accepted(review) - set.items();
                double product = (1 - set.risk()) * (1 - reviewed / items.size());
                best = product > largest ? new Thresholds(accept, review) : best;
                largest = Math.max(largest, product);
            }
        }
        return best;
    }

    private Result run(int seeds, Tuning tuning) {
        double[] sums = new double[6];
        for (int seed = 0; seed < seeds; seed++) {
            var random = new SplittableRandom(seed);
            Thresholds found = tuning.of(draw(shape, gold, random));
            double[] scores = draw(shape, stream, random).scores;
            double accepted = share(scores, found.accept);
            double seen = Math.max(accepted, share(scores, found.review));
            if (accepted > 0) {
                double wrong = trueRisk(shape, found.accept);
                sums[0] += wrong > risk.alpha() ? 1 : 0;
                sums[1]++;
                sums[5] += wrong;
            }
            sums[2] += accepted;
            sums[3] += seen - accepted;
            sums[4] += 1 - seen;
        }
        return new Result(
                sums[0] / seeds,
                sums[1] / seeds,
                sums[2] / seeds,
                sums[3] / seeds,
                sums[4] / seeds,
                sums[1] == 0 ? 0 : sums[5] / sums[1]);
    }

    private static double share(double[] scores, double threshold) {
        return Arrays.stream(scores).filter(score -> score >= threshold).count() / (double) scores.length;
    }
}
