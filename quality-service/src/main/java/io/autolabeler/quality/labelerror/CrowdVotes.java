package io.autolabeler.quality.labelerror;

import io.autolabeler.quality.consensus.VoteMatrix;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Annotators' labels beside a model's probabilities, and what can be counted in them. */
final class CrowdVotes {
    private static final double EQUAL = 1e-12;

    private final VoteMatrix votes;
    private final double[][] probabilities;
    private final int[] multi;

    CrowdVotes(VoteMatrix votes, double[][] probabilities) {
        this.votes = votes;
        this.probabilities = probabilities;
        this.multi = IntStream.range(0, votes.items())
                .filter(i -> votes.votesOn(i) > 1)
                .toArray();
    }

    VoteMatrix votes() {
        return votes;
    }

    double[] row(int item) {
        return probabilities[item];
    }

    /** Items with at least two labels. */
    int[] multi() {
        return multi;
    }

    int predicted(int item) {
        double[] row = probabilities[item];
        int best = 0;
        for (int k = 1; k < row.length; k++) {
            best = row[k] > row[best] ? k : best;
        }
        return best;
    }

    /** Labels per item that has any. */
    double meanVotes() {
        long labelled = IntStream.range(0, votes.items())
                .filter(i -> votes.votesOn(i) > 0)
                .count();
        return (double) votes.votes() / Math.max(1, labelled);
    }

    /** Share of the item's annotators who chose the label. */
    double share(int item, int label) {
        return (double) count(item, label) / votes.votesOn(item);
    }

    private int count(int item, int label) {
        int count = 0;
        for (int v = votes.start(item); v < votes.end(item); v++) {
            count += votes.label(v) == label ? 1 : 0;
        }
        return count;
    }

    /** {@code [annotators]}: how often others chose the same; the mean of the rest for one who never shared an item. */
    double[] agreement() {
        double[] same = new double[votes.annotators()];
        double[] others = new double[votes.annotators()];
        for (int i : multi) {
            for (int v = votes.start(i); v < votes.end(i); v++) {
                same[votes.annotator(v)] += count(i, votes.label(v)) - 1;
                others[votes.annotator(v)] += votes.votesOn(i) - 1;
            }
        }
        double mean = IntStream.range(0, same.length)
                .filter(j -> others[j] > 0)
                .mapToDouble(j -> same[j] / others[j])
                .average()
                .orElse(0);
        return IntStream.range(0, same.length)
                .mapToDouble(j -> others[j] > 0 ? same[j] / others[j] : mean)
                .toArray();
    }

    /** {@code [items]}: the most frequent label; the model's most probable one where nobody labelled. */
    int[] majority(double[] agreement) {
        int[] given = new int[votes.classes()];
        IntStream.range(0, votes.votes()).forEach(v -> given[votes.label(v)]++);
        int[] majority = new int[votes.items()];
        Arrays.setAll(majority, i -> votes.votesOn(i) == 0 ? predicted(i) : majority(i, given, agreement));
        return majority;
    }

    private int majority(int item, int[] given, double[] agreement) {
        int best = 0;
        for (int k = 1; k < votes.classes(); k++) {
            best = preferred(item, k, best, given, agreement) ? k : best;
        }
        return best;
    }

    /** More labels, then more probable, then rarer, then by annotators who agree more with others. */
    private boolean preferred(int item, int label, int other, int[] given, double[] agreement) {
        int lead = count(item, label) - count(item, other);
        if (lead != 0) {
            return lead > 0;
        }
        double ahead = probabilities[item][label] - probabilities[item][other];
        if (Math.abs(ahead) > EQUAL) {
            return ahead > 0;
        }
        if (given[label] != given[other]) {
            return given[label] < given[other];
        }
        return agreement(item, label, agreement) > agreement(item, other, agreement) + EQUAL;
    }

    private double agreement(int item, int label, double[] agreement) {
        return IntStream.range(votes.start(item), votes.end(item))
                .filter(v -> votes.label(v) == label)
                .mapToDouble(v -> agreement[votes.annotator(v)])
                .average()
                .orElse(0);
    }
}
