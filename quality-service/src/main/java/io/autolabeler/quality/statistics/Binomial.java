package io.autolabeler.quality.statistics;

import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Random numbers of successes, in time that hardly depends on the number of trials.
 *
 * <p>Source: W. Hormann, "The Generation of Binomial Random Variates", Journal of Statistical Computation and Simulation 46,
 * 1993, algorithm BTRS; below 10 expected successes by inversion.
 */
final class Binomial {
    private static final double LEAST_FOR_REJECTION = 10;

    private Binomial() {}

    /** Successes in {@code trials} of probability {@code p} in [0, 1]. */
    static int draw(int trials, double p, SplittableRandom random) {
        if (p > 0.5) {
            return trials - draw(trials, 1 - p, random);
        }
        return trials * p < LEAST_FOR_REJECTION ? invert(trials, p, random) : reject(trials, p, random);
    }

    private static int invert(int trials, double p, SplittableRandom random) {
        double odds = p / (1 - p);
        double mass = Math.exp(trials * Math.log1p(-p));
        double left = random.nextDouble();
        int successes = 0;
        while (left > mass && successes < trials) {
            left -= mass;
            successes++;
            mass *= odds * (trials - successes + 1) / successes;
        }
        return successes;
    }

    private static int reject(int trials, double p, SplittableRandom random) {
        double deviation = Math.sqrt(trials * p * (1 - p));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double surelyBelow = 0.92 - 4.2 / b;
        while (true) {
            double v = random.nextDouble();
            double u = random.nextDouble() - 0.5;
            double edge = 0.5 - Math.abs(u);
            double wanted = Math.floor((2 * a / edge + b) * u + trials * p + 0.5);
            if (edge >= 0.07 && v <= surelyBelow) {
                return (int) wanted;
            }
            if (wanted >= 0 && wanted <= trials) {
                double height = v * (2.83 + 5.1 / b) * deviation / (a / (edge * edge) + b);
                if (Math.log(height) <= logRatio((int) wanted, trials, p)) {
                    return (int) wanted;
                }
            }
        }
    }

    /** Logarithm of the probability of {@code successes} against that of the mode. */
    private static double logRatio(int successes, int trials, double p) {
        int mode = (int) ((trials + 1.0) * p);
        return logFactorial(mode)
                + logFactorial(trials - mode)
                - logFactorial(successes)
                - logFactorial(trials - successes)
                + (successes - mode) * Math.log(p / (1 - p));
    }

    private static double logFactorial(int n) {
        return LogGamma.value(n + 1.0);
    }
}
