package io.autolabeler.quality.labelerror;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What can be said of the labels of a set. */
public sealed interface LabelErrors {
    /**
     * A label with what speaks for and against it.
     *
     * @param item its number in what was handed in
     * @param probable the label that the model finds most probable
     * @param score of the given label, in [0, 1]; low is suspicious
     */
    record Suspect(int item, int given, int probable, double score) {}

    /** There is nothing to tell apart: fewer than two classes, or no label. */
    record Nothing() implements LabelErrors {}

    /** The model ranks given labels hardly better than labels dealt out at random; find a better model first. */
    record Uninformative(double auc) implements LabelErrors {}

    /** Too few labels for counts or flags: all of them, the most suspicious first. */
    record Ranking(List<Suspect> suspects) implements LabelErrors {}

    /**
     * Counts, flags and a ranking.
     *
     * @param suspects all labels, the most suspicious first
     * @param flagged those called wrong, in the same order
     * @param estimatedIssues how many labels are probably wrong
     */
    record Found(ConfidentJoint joint, List<Suspect> suspects, List<Suspect> flagged, int estimatedIssues)
            implements LabelErrors {}

    /**
     * How labels are called wrong.
     *
     * @param leastInClass given labels that a class needs before it is pruned
     * @param leastLabels labels needed for counts and flags
     * @param score what the labels are ranked by
     * @param adjusted scores are adjusted to the classes' own levels; for classes of unequal size
     */
    record Settings(LabelFilter filter, int leastInClass, int leastLabels, LabelScore score, boolean adjusted) {
        public static final Settings DEFAULT = new Settings(
                LabelFilter.PRUNE_BY_NOISE_RATE, LabelFilter.LEAST_IN_CLASS, 50, LabelScore.SELF_CONFIDENCE, false);

        public Settings {
            if (leastInClass < 1 || leastLabels < 1) {
                throw new IllegalArgumentException(
                        "leastInClass and leastLabels must be at least 1, got " + leastInClass + " and " + leastLabels);
            }
        }

        /** The same with another filter. */
        public Settings with(LabelFilter other) {
            return new Settings(other, leastInClass, leastLabels, score, adjusted);
        }
    }

    /** An area under the curve that random labels reach easily. */
    double MOST_UNINFORMATIVE = 0.55;

    /** Judges the labels; the seed deals out the random labels that the model must beat. */
    static LabelErrors find(GivenLabels labels, Settings settings, long seed) {
        if (labels.classes() < 2 || labels.size() == 0) {
            return new Nothing();
        }
        if (saysTheSameOfAll(labels)) {
            return new Uninformative(0.5);
        }
        ConfidentJoint joint = ConfidentJoint.of(labels);
        double[] scores = settings.adjusted ? settings.score.adjusted(labels, joint) : settings.score.of(labels);
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        BitSet everything = new BitSet();
        everything.set(0, labels.size());
        List<Suspect> suspects = suspects(labels, scores, order, everything);
        if (labels.size() < settings.leastLabels) {
            return new Ranking(suspects);
        }
        double auc = informedness(labels, seed);
        if (auc <= MOST_UNINFORMATIVE) {
            return new Uninformative(auc);
        }
        BitSet flagged = settings.filter.flagged(labels, joint, settings.leastInClass);
        return new Found(joint, suspects, suspects(labels, scores, order, flagged), joint.estimatedIssues(labels));
    }

    private static boolean saysTheSameOfAll(GivenLabels labels) {
        return labels.size() > 1
                && IntStream.range(1, labels.size()).allMatch(i -> Arrays.equals(labels.row(i), labels.row(0)));
    }

    private static List<Suspect> suspects(GivenLabels labels, double[] scores, int[] order, BitSet wanted) {
        List<Suspect> suspects = new ArrayList<>();
        for (int i : order) {
            if (wanted.get(i)) {
                suspects.add(new Suspect(labels.item(i), labels.label(i), labels.predicted(i), scores[i]));
            }
        }
        return suspects;
    }

    /**
     * How probably a given label is found more probable than one that was dealt out among the same items at random; a half
     * for a model that knows nothing. Only items that were dealt another label count, so that a frequent class does not
     * hide what the model knows.
     */
    static double informedness(GivenLabels labels, long seed) {
        int[] dealt = IntStream.range(0, labels.size()).map(labels::label).toArray();
        var random = new SplittableRandom(seed);
        for (int i = dealt.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = dealt[i];
            dealt[i] = dealt[other];
            dealt[other] = kept;
        }
        int[] changed = IntStream.range(0, dealt.length)
                .filter(i -> dealt[i] != labels.label(i))
                .toArray();
        double[] given = IntStream.of(changed)
                .mapToDouble(i -> labels.probability(i, labels.label(i)))
                .sorted()
                .toArray();
        double[] atRandom = IntStream.of(changed)
                .mapToDouble(i -> labels.probability(i, dealt[i]))
                .sorted()
                .toArray();
        return above(given, atRandom);
    }

    /** How probably a value of the first sorted sample is above one of the second, ties counting half; a half for none. */
    private static double above(double[] first, double[] second) {
        double won = 0;
        int below = 0;
        int notAbove = 0;
        for (double each : first) {
            while (below < second.length && second[below] < each) {
                below++;
            }
            while (notAbove < second.length && second[notAbove] <= each) {
                notAbove++;
            }
            won += (below + notAbove) / 2.0;
        }
        return first.length == 0 ? 0.5 : won / first.length / second.length;
    }
}
