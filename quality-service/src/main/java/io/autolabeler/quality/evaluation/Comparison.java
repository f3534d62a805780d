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

/**
 * Two systems on the same items.
 *
 * @param items that both have
 * @param mcNemar from the items that only one of them has right
 * @param accuracy of the first less that of the second
 * @param macroF1 likewise
 */
public record Comparison(int items, McNemar mcNemar, PairedBootstrap accuracy, PairedBootstrap macroF1) {
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
        List<PairedBootstrap> differences = PairedBootstrap.all(
                items,
                sample -> differences(F1Scores.of(classes, first, sample), F1Scores.of(classes, second, sample)),
                new Bootstrap(PairedBootstrap.REPLICATES, seed),
                progress);
        return new Comparison(
                gold.length, new McNemar(onlyFirst, onlySecond), differences.getFirst(), differences.getLast());
    }

    private static List<Map.Entry<Kind, Integer>> sorted(Map<Kind, Integer> counts) {
        List<Map.Entry<Kind, Integer>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Comparator.comparing((Map.Entry<Kind, Integer> each) -> each.getKey().gold)
                .thenComparing(each -> each.getKey().first)
                .thenComparing(each -> each.getKey().second));
        return entries;
    }

    private static double[] differences(F1Scores first, F1Scores second) {
        return new double[] {first.accuracy() - second.accuracy(), first.macroF1() - second.macroF1()};
    }
}
