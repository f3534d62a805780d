package io.autolabeler.quality.report;

import io.autolabeler.quality.labelerror.Contradictions;
import io.autolabeler.quality.labelerror.GivenLabels;
import io.autolabeler.quality.labelerror.NearDuplicates;
import io.autolabeler.quality.labelerror.OutOfSample;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a model that has not seen them thinks of the items.
 *
 * @param probabilities {@code [items][labels]}, as the file has them or by cross-validation on the texts
 * @param labels {@code [items]}: those that can be judged, else {@link GivenLabels#NONE}
 * @param leftOut labels that no model could learn
 * @param contradictions pairs of nearly the same text with different labels, most alike first
 */
record LabelOpinions(double[][] probabilities, int[] labels, BitSet leftOut, List<Contradictions.Pair> contradictions) {
    static final long SEED = 7;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    static LabelOpinions of(LabelErrorRows rows, DoubleConsumer progress) {
        int[] labels = rows.majority();
        return rows.columns().embeds() && rows.classes() > 1
                ? crossValidated(rows, labels, progress)
                : asGiven(rows, labels, progress);
    }

    private static LabelOpinions asGiven(LabelErrorRows rows, int[] labels, DoubleConsumer progress) {
        double[][] probabilities = rows.items().stream()
                .map(item -> rows.columns().embeds() ? new double[] {1} : item.weights())
                .toArray(double[][]::new);
        List<Contradictions.Pair> pairs = rows.columns().text().isEmpty()
                ? List.of()
                : Contradictions.byOverlap(
                        rows.items().stream().map(item -> words(item.text())).toList(), labels, progress);
        return new LabelOpinions(probabilities, labels, new BitSet(), pairs);
    }

    private static LabelOpinions crossValidated(LabelErrorRows rows, int[] labels, DoubleConsumer progress) {
        double[][] vectors = rows.vectors().all();
        int[] groups = NearDuplicates.groups(vectors, share -> progress.accept(share / 4));
        OutOfSample model = OutOfSample.of(
                new OutOfSample.Features(vectors, rows.classes()),
                labels,
                groups,
                SEED,
                share -> progress.accept(.25 + .75 * share));
        return new LabelOpinions(
                model.probabilities(), model.labels(), model.leftOut(), Contradictions.within(groups, vectors, labels));
    }

    /** Items that were left out because of their label. */
    int unlearnt() {
        return (int)
                Arrays.stream(labels).filter(label -> label == GivenLabels.NONE).count();
    }

    List<String> leftOutNames(LabelErrorRows rows) {
        return leftOut.stream().mapToObj(rows::label).toList();
    }

    GivenLabels given() {
        return GivenLabels.of(labels, probabilities, GivenLabels.Source.OUT_OF_SAMPLE);
    }

    /** {@code [items][labels]}, each row summing to 1; equal shares where it says nothing. */
    double[][] normalised() {
        return Arrays.stream(probabilities)
                .map(row -> {
                    double sum = Arrays.stream(row).sum();
                    return IntStream.range(0, row.length)
                            .mapToDouble(k -> sum > 0 ? row[k] / sum : 1.0 / row.length)
                            .toArray();
                })
                .toArray(double[][]::new);
    }

    private static Set<String> words(String text) {
        return NO_WORD.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
