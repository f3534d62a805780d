package io.autolabeler.quality.report;

import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import io.autolabeler.quality.evaluation.Comparison;
import io.autolabeler.quality.evaluation.Confusion;
import io.autolabeler.quality.evaluation.Evaluation;
import io.autolabeler.quality.evaluation.F1Scores;
import io.autolabeler.quality.statistics.PairedBootstrap;
import io.autolabeler.quality.statistics.Share;
import io.autolabeler.quality.v1.ConfusionCell;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.LabelFigures;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.ReportKind;
import io.autolabeler.quality.v1.RunComparison;
import io.autolabeler.quality.v1.SliceFigures;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/** How well labels agree with gold labels, and with another run's. */
@Singleton
class EvaluationAnalysis implements Analysis {
    private static final int MOST_SLICE_COLUMNS = 10;
    private static final int MOST_SLICES = 200;
    private static final int MOST_CELLS = 10_000;
    private static final int FEW = 30;

    @Override
    public ReportKind.Value kind() {
        return ReportKind.Value.EVALUATION;
    }

    @Override
    public void check(Report settings) {
        int slices = settings.getEvaluationSettings().getSliceColumnsCount();
        if (slices > MOST_SLICE_COLUMNS) {
            throw ServiceException.invalid("sliceColumns", "must be at most " + MOST_SLICE_COLUMNS, slices);
        }
    }

    @Override
    public Optional<UUID> needs(Report settings) {
        String other = settings.getEvaluationSettings().getCompareReportId();
        return other.isEmpty() ? Optional.empty() : Optional.of(Paging.id("compareReportId", other));
    }

    @Override
    public Report run(Job job) {
        EvaluationSettings asked = job.report().getEvaluationSettings();
        Names labels = new Names();
        GoldRows.Read read = GoldRows.of(job, labels);
        Optional<GoldRows> other =
                needs(job.report()).map(id -> GoldRows.of(job.other(id), labels).rows());
        GoldRows rows = read.rows();
        Confusion confusion = rows.confusion(IntStream.range(0, rows.size()).toArray());
        double share = other.isPresent() ? 0.5 : 1;
        Evaluation evaluation =
                Evaluation.of(confusion, asked.getSeed(), done -> job.progress().accept(share * done));
        EvaluationResult.Builder result = figures(rows, evaluation, confusion);
        putLabels(labels, confusion, result);
        putSlices(asked, rows, result);
        other.ifPresent(second -> result.setComparison(comparison(job, labels, rows, second)));
        return Report.newBuilder().setInput(read.input()).setEvaluation(result).build();
    }

    private static EvaluationResult.Builder figures(GoldRows rows, Evaluation evaluation, Confusion confusion) {
        F1Scores scores = evaluation.scores();
        int unlabeled = confusion.cells().stream()
                .filter(cell -> cell.label() == Confusion.UNLABELED)
                .mapToInt(Confusion.Cell::items)
                .sum();
        EvaluationResult.Builder result = EvaluationResult.newBuilder()
                .setItems(scores.items())
                .setUnlabeled(unlabeled)
                .setWithoutGold(rows.withoutGold())
                .setRight(scores.right())
                .setAccuracy(estimate(evaluation.accuracy()))
                .setMacroF1(estimate(evaluation.macroF1()))
                .setMicroF1(estimate(evaluation.microF1()))
                .setWeightedF1(estimate(evaluation.weightedF1()));
        if (rows.hasCost()) {
            result.setCostUsd(rows.cost());
        }
        if (rows.hasCost() && scores.right() > 0) {
            result.setCostPerCorrectUsd(rows.cost() / scores.right());
        }
        return result;
    }

    private static Estimate estimate(io.autolabeler.quality.statistics.Estimate estimate) {
        return Figures.estimate(estimate.value(), estimate.interval());
    }

    private static void putLabels(Names labels, Confusion confusion, EvaluationResult.Builder result) {
        F1Scores.Label[] parts = F1Scores.byLabel(confusion);
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing(labels::name))
                .filter(k -> parts[k].gold() + parts[k].labeled() > 0)
                .forEach(k -> result.addLabels(LabelFigures.newBuilder()
                        .setLabel(labels.name(k))
                        .setPrecision(parts[k].precision())
                        .setRecall(parts[k].recall())
                        .setF1(parts[k].f1())
                        .setGold(parts[k].gold())
                        .setLabeled(parts[k].labeled())));
        confusion.cells().stream()
                .sorted(Comparator.comparingInt(Confusion.Cell::items).reversed())
                .limit(MOST_CELLS)
                .forEach(cell -> result.addConfusion(ConfusionCell.newBuilder()
                        .setGold(labels.name(cell.gold()))
                        .setLabel(cell.label() == Confusion.UNLABELED ? "" : labels.name(cell.label()))
                        .setCount(cell.items())));
    }

    private static void putSlices(EvaluationSettings asked, GoldRows rows, EvaluationResult.Builder result) {
        for (int column = 0; column < asked.getSliceColumnsCount(); column++) {
            Map<String, List<Integer>> parts = new TreeMap<>();
            for (int row = 0; row < rows.size(); row++) {
                parts.computeIfAbsent(rows.slice(row, column), value -> new ArrayList<>())
                        .add(row);
            }
            if (parts.size() > MOST_SLICES) {
                throw new ReportFault(
                        "sliceColumns",
                        "%s must have at most %d different values, got %d"
                                .formatted(asked.getSliceColumns(column), MOST_SLICES, parts.size()));
            }
            String name = asked.getSliceColumns(column);
            parts.forEach((value, members) -> result.addSlices(slice(name, value, rows, members)));
        }
    }

    private static SliceFigures slice(String column, String value, GoldRows rows, List<Integer> members) {
        F1Scores scores = F1Scores.of(
                rows.confusion(members.stream().mapToInt(Integer::intValue).toArray()));
        return SliceFigures.newBuilder()
                .setColumn(column)
                .setValue(value)
                .setItems(scores.items())
                .setAccuracy(Figures.estimate(scores.accuracy(), new Share(scores.right(), scores.items()).wilson()))
                .setMacroF1(scores.macroF1())
                .setSmall(scores.items() < FEW)
                .build();
    }

    private static RunComparison comparison(Job job, Names labels, GoldRows first, GoldRows second) {
        Map<String, Integer> known = new HashMap<>();
        for (int row = 0; row < second.size(); row++) {
            known.putIfAbsent(second.id(row), row);
        }
        int[] common = IntStream.range(0, first.size())
                .filter(row -> known.containsKey(first.id(row)))
                .toArray();
        if (common.length == 0) {
            throw new ReportFault("idColumn", "the two files have no item in common");
        }
        int[] gold = new int[common.length];
        int[][] given = new int[2][common.length];
        for (int i = 0; i < common.length; i++) {
            gold[i] = first.gold(common[i]);
            given[0][i] = first.given(common[i]);
            given[1][i] = second.given(Objects.requireNonNull(known.get(first.id(common[i]))));
        }
        long seed = job.report().getEvaluationSettings().getSeed();
        Comparison comparison = Comparison.of(
                labels.size(), gold, given, seed, done -> job.progress().accept(0.5 + done / 2));
        return RunComparison.newBuilder()
                .setItems(common.length)
                .setUnmatched(first.size() + second.size() - 2 * common.length)
                .setOnlyFirstRight(comparison.mcNemar().onlyFirst())
                .setOnlySecondRight(comparison.mcNemar().onlySecond())
                .setExactP(comparison.mcNemar().exact())
                .setMidP(comparison.mcNemar().midP())
                .setAccuracyDifference(difference(comparison.accuracy()))
                .setMacroF1Difference(difference(comparison.macroF1()))
                .build();
    }

    private static Estimate difference(PairedBootstrap difference) {
        return Figures.estimate(difference.difference(), difference.interval());
    }
}
