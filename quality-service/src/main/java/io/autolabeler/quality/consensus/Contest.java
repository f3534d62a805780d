package io.autolabeler.quality.consensus;

import io.autolabeler.quality.consensus.Mixture.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Compares methods by the labels kept from them, fold by fold; the first method is what the others are held against. */
final class Contest {
    private static final int DRAWS = 1000;

    private final List<ConsensusMethod> methods;
    private final Stages stages;
    private final SplittableRandom foldRandom;
    private final SplittableRandom drawRandom;

    Contest(long seed, List<ConsensusMethod> methods, Stages stages) {
        this.methods = methods;
        this.stages = stages;
        SplittableRandom random = new SplittableRandom(seed);
        this.foldRandom = random.split();
        this.drawRandom = random.split();
    }

    /** One candidate per method; {@code single} gives all the weight to the largest total. */
    List<Candidate> run(VoteMatrix votes, boolean single) {
        double[][][] scores = scores(votes);
        int[] sharpest = new int[scores.length];
        double[][] best = new double[scores.length][];
        for (int m = 0; m < scores.length; m++) {
            sharpest[m] = largestTotal(scores[m]);
            best[m] = scores[m][sharpest[m]];
        }
        double[] weights = single ? winner(best) : sharesOfWins(best, drawRandom);
        int scored = scoredItems(best[0]);
        List<Candidate> candidates = new ArrayList<>();
        for (int m = 0; m < best.length; m++) {
            candidates.add(new Candidate(
                    methods.get(m).name(),
                    weights[m],
                    Sharpness.GRID[sharpest[m]],
                    total(best[m]),
                    total(best[m]) - total(best[0]),
                    standardError(best[m], best[0], scored)));
        }
        return candidates;
    }

    /** {@code [methods][sharpnesses][items]}. */
    private double[][][] scores(VoteMatrix votes) {
        double[][][] scores = new double[methods.size()][Sharpness.GRID.length][votes.items()];
        int[] folds = Folds.of(votes, foldRandom);
        for (int f = 0; f < Folds.COUNT; f++) {
            int fold = f;
            HeldOut heldOut = new HeldOut(votes, v -> folds[v] == fold);
            for (int m = 0; m < scores.length; m++) {
                Consensus fit = methods.get(m).infer(heldOut.training(), stages.next());
                for (int s = 0; s < Sharpness.GRID.length; s++) {
                    heldOut.addScores(new Sharpness(Sharpness.GRID[s]).of(fit), scores[m][s]);
                }
            }
        }
        return scores;
    }

    /** {@code [methods]}: how often each has the largest total when items weigh by chance. */
    private static double[] sharesOfWins(double[][] scores, RandomGenerator random) {
        double[] shares = new double[scores.length];
        double[] weights = new double[scores[0].length];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = random.nextExponential();
            }
            double[] totals = new double[scores.length];
            for (int m = 0; m < scores.length; m++) {
                for (int i = 0; i < weights.length; i++) {
                    totals[m] += weights[i] * scores[m][i];
                }
            }
            shares[largest(totals)] += 1.0 / DRAWS;
        }
        return shares;
    }

    private static double[] winner(double[][] scores) {
        double[] weights = new double[scores.length];
        weights[largestTotal(scores)] = 1;
        return weights;
    }

    private static int largestTotal(double[][] scores) {
        double[] totals = new double[scores.length];
        for (int s = 0; s < totals.length; s++) {
            totals[s] = total(scores[s]);
        }
        return largest(totals);
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int v = 1; v < values.length; v++) {
            largest = values[v] > values[largest] ? v : largest;
        }
        return largest;
    }

    private static double total(double[] scores) {
        double total = 0;
        for (double each : scores) {
            total += each;
        }
        return total;
    }

    private static int scoredItems(double[] scores) {
        int scored = 0;
        for (double each : scores) {
            scored += each != 0 ? 1 : 0;
        }
        return scored;
    }

    /** Of the difference of two totals, over the items that were scored. */
    private static double standardError(double[] scores, double[] others, int scored) {
        double mean = (total(scores) - total(others)) / scored;
        double squares = 0;
        for (int i = 0; i < scores.length; i++) {
            double deviation = scores[i] - others[i] - mean;
            squares += others[i] != 0 ? deviation * deviation : 0;
        }
        return scored < 2 ? 0 : Math.sqrt(squares * scored / (scored - 1));
    }
}
