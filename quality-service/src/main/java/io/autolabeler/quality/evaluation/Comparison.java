package io.autolabeler.quality.evaluation;

import io.autolabeler.quality.evaluation.Confusion.Cell;
import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.McNemar;
import io.autolabeler.quality.statistics.PairedBootstrap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.ToDoubleFunction;

/**
 * Two systems on the same items.
 *
 * @param items that both have
 * @param mcNemar from the items that only one of them has right
 * @param accuracy of the first less that of the second
 * @param macroF1 likewise
 */
public record Comparison(int items, McNemar mcNemar, PairedBootstrap accuracy, PairedBootstrap macroF1) {
    private static final int REPLICATES = 2_000;

    private record Kind(int gold, int first, int second) {}

    /**
     * The comparison of at least one item.
     *
     * @param labels {@code [2][items]}: what each system says, {@link Confusion#UNLABELED} where it says nothing
     */
    public static Comparison of(int classes, int[] gold, int[][] labels, long seed, DoubleConsumer progress) {
        Map<Kind, Integer> counts = new HashMap<>();
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < gold.length; i++) {
            counts.merge(new Kind(gold[i], labels[0][i], labels[1][i]), 1, Integer::sum);
            onlyFirst += labels[0][i] == gold[i] && labels[1][i] != gold[i] ? 1 : 0;
            onlySecond += labels[0][i] != gold[i] && labels[1][i] == gold[i] ? 1 : 0;
        }
        List<Cell> first = new ArrayList<>();
        List<Cell> second = new ArrayList<>();
        int[] items = new int[counts.size()];
        for (Map.Entry<Kind, Integer> each : sorted(counts)) {
            items[first.size()] = each.getValue();
            first.add(new Cell(each.getKey().gold, each.getKey().first, each.getValue()));
            second.add(new Cell(each.getKey().gold, each.getKey().second, each.getValue()));
        }
        Bootstrap bootstrap = new Bootstrap(REPLICATES, seed);
        return new Comparison(
                gold.length,
                new McNemar(onlyFirst, onlySecond),
                PairedBootstrap.of(
                        items,
                        sample -> difference(classes, first, second, sample, F1Scores::accuracy),
                        bootstrap,
                        done -> progress.accept(done / 2)),
                PairedBootstrap.of(
                        items,
                        sample -> difference(classes, first, second, sample, F1Scores::macroF1),
                        bootstrap,
                        done -> progress.accept((1 + done) / 2)));
    }

    private static List<Map.Entry<Kind, Integer>> sorted(Map<Kind, Integer> counts) {
        List<Map.Entry<Kind, Integer>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Comparator.comparing((Map.Entry<Kind, Integer> each) -> each.getKey().gold)
                .thenComparing(each -> each.getKey().first)
                .thenComparing(each -> each.getKey().second));
        return entries;
    }

    private static double difference(
            int classes, List<Cell> first, List<Cell> second, int[] sample, ToDoubleFunction<F1Scores> figure) {
        return figure.applyAsDouble(F1Scores.of(classes, first, sample))
                - figure.applyAsDouble(F1Scores.of(classes, second, sample));
    }
}
