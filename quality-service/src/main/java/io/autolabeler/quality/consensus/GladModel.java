package io.autolabeler.quality.consensus;

import io.autolabeler.quality.numeric.Lbfgs;
import java.util.Arrays;

/**
 * The objective of {@link Glad}'s re-estimation: expected log-probability of the labels for annotators' abilities and
 * items' easiness, with normal priors of mean 1 and variance 1 on both. Parameters are the abilities, then the easiness.
 */
final class GladModel implements Lbfgs.Objective {
    private static final double EASIEST = 4;
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final VoteMatrix votes;
    private final int classes;
    private final double logWrong;
    private final double[] shares;

    /** Over posteriors that {@link #expect} changes in place. */
    GladModel(VoteMatrix votes, double[] shares) {
        this.votes = votes;
        this.classes = votes.classes();
        this.logWrong = Math.log(classes - 1.0);
        this.shares = shares;
    }

    int parameters() {
        return votes.annotators() + votes.items();
    }

    /** Posteriors for the parameters, under a uniform class prior. */
    void expect(double[] parameters) {
        double[] scores = new double[classes];
        for (int i = 0; i < votes.items(); i++) {
            if (Shares.open(votes, i)) {
                Arrays.fill(scores, 0);
                for (int v = votes.start(i); v < votes.end(i); v++) {
                    double x = parameters[votes.annotator(v)] * easiness(parameters, i);
                    scores[votes.label(v)] += logSigmoid(x) - logSigmoid(-x) + logWrong;
                }
                Shares.softmax(scores, 0, classes);
                System.arraycopy(scores, 0, shares, i * classes, classes);
            }
        }
    }

    /** Minus the log-probability, which is to become as small as it can. */
    @Override
    public double at(double[] parameters, double[] gradient) {
        double value = logProbability(parameters, gradient);
        for (int p = 0; p < gradient.length; p++) {
            gradient[p] = -gradient[p];
        }
        return -value;
    }

    /** The objective; {@code slope} is overwritten by its gradient. */
    double logProbability(double[] parameters, double[] slope) {
        double value = -parameters.length * LOG_TWO_PI / 2;
        for (int p = 0; p < parameters.length; p++) {
            double deviation = parameters[p] - 1;
            value -= deviation * deviation / 2;
            slope[p] = -deviation;
        }
        for (int i = 0; i < votes.items(); i++) {
            value += addLabels(i, parameters, slope);
        }
        return value;
    }

    private double addLabels(int item, double[] parameters, double[] slope) {
        double value = 0;
        double easiness = easiness(parameters, item);
        boolean free = Math.abs(parameters[votes.annotators() + item]) < EASIEST;
        for (int v = votes.start(item); v < votes.end(item); v++) {
            double ability = parameters[votes.annotator(v)];
            double x = ability * easiness;
            double right = shares[item * classes + votes.label(v)];
            value += right * logSigmoid(x) + (1 - right) * (logSigmoid(-x) - logWrong);
            double surprise = right - 1 / (1 + Math.exp(-x));
            slope[votes.annotator(v)] += easiness * surprise;
            slope[votes.annotators() + item] += free ? ability * easiness * surprise : 0;
        }
        return value;
    }

    /** {@code [items]}: exponents within their limits. */
    double[] easiness(double[] parameters) {
        double[] easiness = new double[votes.items()];
        for (int i = 0; i < easiness.length; i++) {
            easiness[i] = Math.clamp(parameters[votes.annotators() + i], -EASIEST, EASIEST);
        }
        return easiness;
    }

    private double easiness(double[] parameters, int item) {
        return Math.exp(Math.clamp(parameters[votes.annotators() + item], -EASIEST, EASIEST));
    }

    private static double logSigmoid(double x) {
        return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
    }
}
