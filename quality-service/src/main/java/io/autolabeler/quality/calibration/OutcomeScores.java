package io.autolabeler.quality.calibration;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Judgements of confidence that need no bins. */
public final class OutcomeScores {
    private OutcomeScores() {}

    /**
     * A test of whether the claimed confidence can be the true one.
     *
     * @param z standard normal under that claim; positive where the Brier score is worse than claimed
     * @param p two-sided
     */
    public record Spiegelhalter(double z, double p) {}

    /** Weighted mean squared distance between confidence and correctness, in [0, 1]; 0 for no items. */
    public static double brier(Outcomes outcomes) {
        double sum = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            double gap = outcomes.confidence()[i] - outcomes.hit(i);
            sum += outcomes.weights()[i] * gap * gap;
        }
        return outcomes.size() == 0 ? 0 : sum / outcomes.mass();
    }

    /** Weighted mean log-loss of the confidence, clipped to [1e-7, 1 - 1e-7]; 0 for no items. */
    public static double logLoss(Outcomes outcomes) {
        double sum = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            double clipped = Top.clipped(outcomes.confidence()[i]);
            sum -= outcomes.weights()[i] * Math.log(outcomes.correct()[i] ? clipped : 1 - clipped);
        }
        return outcomes.size() == 0 ? 0 : sum / outcomes.mass();
    }

    /**
     * The test; empty where every confidence is 0, a half or 1, which the Brier score cannot refute by chance.
     *
     * <p>Source: D. J. Spiegelhalter, "Probabilistic Prediction in Patient Management and Clinical Trials", Statistics in
     * Medicine 5, 1986.
     */
    public static Optional<Spiegelhalter> spiegelhalter(Outcomes outcomes) {
        double difference = 0;
        double variance = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            double c = outcomes.confidence()[i];
            double weight = outcomes.weights()[i];
            difference += weight * (outcomes.hit(i) - c) * (1 - 2 * c);
            variance += weight * weight * (1 - 2 * c) * (1 - 2 * c) * c * (1 - c);
        }
        if (!(variance > 0)) {
            return Optional.empty();
        }
        double z = difference / Math.sqrt(variance);
        return Optional.of(new Spiegelhalter(z, 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z))));
    }

    /** Weighted variance of the confidence; 0 for no items. */
    public static double sharpness(Outcomes outcomes) {
        double first = 0;
        double mass = outcomes.mass();
        for (int i = 0; i < outcomes.size(); i++) {
            first += outcomes.weights()[i] * outcomes.confidence()[i];
        }
        double second = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            double off = outcomes.confidence()[i] - first / mass;
            second += outcomes.weights()[i] * off * off;
        }
        return outcomes.size() == 0 ? 0 : second / mass;
    }

    /**
     * How probably a right item has more confidence than a wrong one, ties counting half; empty for one outcome only.
     * O(n log n).
     */
    public static OptionalDouble auroc(Outcomes outcomes) {
        int[] order = outcomes.order();
        double wrongBelow = 0;
        double right = 0;
        double won = 0;
        for (int from = 0; from < order.length; ) {
            double value = outcomes.confidence()[order[from]];
            double[] tied = new double[2];
            int to = from;
            for (; to < order.length && outcomes.confidence()[order[to]] == value; to++) {
                tied[outcomes.correct()[order[to]] ? 1 : 0] += outcomes.weights()[order[to]];
            }
            won += tied[1] * (wrongBelow + tied[0] / 2);
            wrongBelow += tied[0];
            right += tied[1];
            from = to;
        }
        return wrongBelow > 0 && right > 0 ? OptionalDouble.of(won / (wrongBelow * right)) : OptionalDouble.empty();
    }
}
