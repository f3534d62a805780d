package io.autolabeler.quality.report;

import io.autolabeler.quality.evaluation.Comparison;
import io.autolabeler.quality.evaluation.Confusion;
import io.autolabeler.quality.statistics.PairedBootstrap;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.RunComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two labelings of the same items side by side. The gold label is that of the first, else that of the second; items that one of them
 * lacks or gives no label are left out and counted.
 */
final class LabelComparison {
    private final List<int[]> items = new ArrayList<>();
    private int unmatched;
    private int unlabeled;
    private int conflicts;

    private LabelComparison() {}

    static RunComparison of(Job job, Names labels, GoldRows first, GoldRows second) {
        Ids ids = new Ids(job.report().getRunId().isEmpty() ? "file" : "run");
        ids.requireAlike(first.hasIds(), second.hasIds());
        Map<String, GoldRow> firsts = ids.of("first", first.all(), GoldRow::id);
        Map<String, GoldRow> seconds = ids.of("second", second.all(), GoldRow::id);
        LabelComparison found = new LabelComparison();
        for (String id : Ids.union(firsts, seconds)) {
            found.accept(firsts.get(id), seconds.get(id));
        }
        if (found.items.isEmpty()) {
            throw ids.nothing(found.unlabeled > 0);
        }
        long seed = job.report().getEvaluationSettings().getSeed();
        Comparison comparison = Comparison.of(
                labels.size(),
                found.column(0),
                new int[][] {found.column(1), found.column(2)},
                seed,
                done -> job.progress().accept(0.5 + done / 2));
        return found.message(comparison);
    }

    private void accept(@Nullable GoldRow first, @Nullable GoldRow second) {
        int gold = first != null && first.hasGold() ? first.gold() : second == null ? GoldRow.NO_GOLD : second.gold();
        if (gold == GoldRow.NO_GOLD) {
            return;
        }
        if (first == null || second == null) {
            unmatched++;
            return;
        }
        conflicts += second.hasGold() && second.gold() != gold ? 1 : 0;
        if (first.given() == Confusion.UNLABELED || second.given() == Confusion.UNLABELED) {
            unlabeled++;
        } else {
            items.add(new int[] {gold, first.given(), second.given()});
        }
    }

    private int[] column(int column) {
        return items.stream().mapToInt(item -> item[column]).toArray();
    }

    private RunComparison message(Comparison comparison) {
        return RunComparison.newBuilder()
                .setItems(items.size())
                .setUnmatched(unmatched)
                .setUnlabeled(unlabeled)
                .setGoldConflicts(conflicts)
                .setOnlyFirstRight(comparison.mcNemar().onlyFirst())
                .setOnlySecondRight(comparison.mcNemar().onlySecond())
                .setExactP(comparison.mcNemar().exact())
                .setMidP(comparison.mcNemar().midP())
                .setAccuracyDifference(difference(comparison.accuracy()))
                .setAccuracyP(comparison.accuracy().pValue())
                .setMacroF1Difference(difference(comparison.macroF1()))
                .setMacroF1P(comparison.macroF1().pValue())
                .build();
    }

    static Estimate difference(PairedBootstrap difference) {
        return Figures.estimate(difference.difference(), difference.interval());
    }
}
