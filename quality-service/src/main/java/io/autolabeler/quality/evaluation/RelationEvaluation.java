package io.autolabeler.quality.evaluation;

import io.autolabeler.quality.evaluation.F1Scores.Label;
import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.Estimate;
import io.autolabeler.quality.statistics.PairedBootstrap;
import io.autolabeler.quality.statistics.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How well given relations agree with gold relations; intervals from resampled documents.
 *
 * @param scores of all documents
 * @param strictF1 of all types together, as the others
 */
public record RelationEvaluation(RelationScores scores, Estimate strictF1, Estimate boundariesF1, Estimate relaxedF1) {
    private static final List<Function<RelationScores, Labels>> VIEWS =
            List.of(RelationScores::strict, RelationScores::boundaries, RelationScores::relaxed);

    /**
     * The relations of a file.
     *
     * @param documents all that were labelled, at least one, with relations or without
     * @param symmetric types whose direction means nothing
     */
    public record Gold(List<String> documents, Collection<Relation> relations, Set<String> symmetric) {}

    /** The evaluation; relations must be of the documents. */
    public static RelationEvaluation of(
            Gold gold, Collection<Relation> given, Bootstrap bootstrap, DoubleConsumer progress) {
        List<long[]> counts = counts(gold, given);
        double[][] samples = bootstrap.run(ones(gold), times -> f1(counts, times), progress);
        RelationScores scores = RelationScores.of(gold.relations, given, gold.symmetric);
        return new RelationEvaluation(
                scores,
                estimate(scores.strict(), samples[0]),
                estimate(scores.boundaries(), samples[1]),
                estimate(scores.relaxed(), samples[2]));
    }

    /** Strict F1 of the first system less that of the second, on the same documents. */
    public static PairedBootstrap compare(
            Gold gold,
            List<? extends Collection<Relation>> firstAndSecond,
            Bootstrap bootstrap,
            DoubleConsumer progress) {
        List<long[]> first = counts(gold, firstAndSecond.getFirst());
        List<long[]> second = counts(gold, firstAndSecond.getLast());
        return PairedBootstrap.of(ones(gold), times -> f1(first, times)[0] - f1(second, times)[0], bootstrap, progress);
    }

    private static Estimate estimate(Labels labels, double[] samples) {
        return new Estimate(labels.micro().f1(), Quantiles.of(samples).middle95());
    }

    private static int[] ones(Gold gold) {
        int[] ones = new int[gold.documents.size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** {@code [documents][6]}: of each view how many are there on both sides together, and how many are right. */
    private static List<long[]> counts(Gold gold, Collection<Relation> given) {
        Map<String, List<Relation>> golds = byDocument(gold.relations);
        Map<String, List<Relation>> givens = byDocument(given);
        List<long[]> counts = new ArrayList<>();
        for (String document : gold.documents) {
            RelationScores scores = RelationScores.of(
                    golds.getOrDefault(document, List.of()), givens.getOrDefault(document, List.of()), gold.symmetric);
            long[] each = new long[2 * VIEWS.size()];
            for (int view = 0; view < VIEWS.size(); view++) {
                Label all = VIEWS.get(view).apply(scores).micro();
                each[2 * view] = all.gold() + all.labeled();
                each[2 * view + 1] = all.right();
            }
            counts.add(each);
        }
        return counts;
    }

    private static Map<String, List<Relation>> byDocument(Collection<Relation> relations) {
        return relations.stream()
                .collect(Collectors.groupingBy(each -> each.head().document()));
    }

    private static double[] f1(List<long[]> counts, int[] times) {
        long[] sums = new long[2 * VIEWS.size()];
        for (int d = 0; d < times.length; d++) {
            for (int c = 0; c < sums.length && times[d] > 0; c++) {
                sums[c] += times[d] * counts.get(d)[c];
            }
        }
        double[] f1 = new double[VIEWS.size()];
        for (int view = 0; view < f1.length; view++) {
            f1[view] = sums[2 * view] == 0 ? 0 : 2.0 * sums[2 * view + 1] / sums[2 * view];
        }
        return f1;
    }
}
