package io.autolabeler.quality.report;

import io.autolabeler.quality.evaluation.Confusion;
import io.autolabeler.quality.evaluation.Evaluation;
import io.autolabeler.quality.evaluation.F1Scores;
import io.autolabeler.quality.sampling.ErrorRate;
import io.autolabeler.quality.statistics.Interval;
import io.autolabeler.quality.statistics.Share;
import io.autolabeler.quality.v1.ConfusionCell;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.EvaluationTask;
import io.autolabeler.quality.v1.LabelFigures;
import io.autolabeler.quality.v1.TruthSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The figures of one label per row.
 *
 * @param half whether there is as much left to do when they are done
 */
record LabelEvaluation(Job job, Names labels, GoldRows rows, boolean half) {
    private static final int MOST_CELLS = 10_000;

    EvaluationResult.Builder result() {
        List<GoldRow> judged = rows.judged();
        EvaluationResult.Builder result = EvaluationResult.newBuilder()
                .setTask(EvaluationTask.Value.CLASSIFICATION)
                .setWithoutGold(rows.all().size() - judged.size());
        if (judged.isEmpty()) {
            return result;
        }
        EvaluationSettings asked = job.report().getEvaluationSettings();
        Confusion confusion = GoldRows.confusion(labels.size(), judged);
        Evaluation evaluation =
                Evaluation.of(confusion, asked.getSeed(), done -> job.progress().accept(half ? done / 2 : done));
        putFigures(judged, evaluation, result);
        putCost(evaluation.scores().right(), result);
        putLabels(confusion, result);
        putSources(judged, result);
        new SliceTable(asked, labels, judged).put(result);
        return result;
    }

    private void putFigures(List<GoldRow> judged, Evaluation evaluation, EvaluationResult.Builder result) {
        F1Scores scores = evaluation.scores();
        boolean weighted = isWeighted(judged);
        boolean told = scores.right() > 0 && scores.right() < scores.items();
        result.setItems(scores.items())
                .setUnlabeled((int) judged.stream()
                        .filter(row -> row.given() == Confusion.UNLABELED)
                        .count())
                .setRight(scores.right())
                .setWeighted(weighted)
                .setAccuracy(weighted || !told ? accuracy(judged) : estimate(evaluation.accuracy()))
                .setMacroF1(estimate(evaluation.macroF1()))
                .setMicroF1(estimate(evaluation.microF1()))
                .setWeightedF1(estimate(evaluation.weightedF1()));
        if (weighted) {
            result.addNotes("Accuracy is weighted by the probability with which items came to be judged;"
                    + " F1 and the confusions count items as they are.");
        } else if (rows.hasInclusion()) {
            result.addNotes("No accepted item was drawn for an audit:"
                    + " accuracy covers only the items that went to people, which are harder than the rest.");
        }
    }

    private static boolean isWeighted(List<GoldRow> judged) {
        return judged.stream().anyMatch(row -> row.inclusion() < 1);
    }

    /** Accuracy for all items that the rows stand for; without weights with its Wilson interval. */
    static Estimate accuracy(List<GoldRow> judged) {
        if (!isWeighted(judged)) {
            Share share = new Share((int) judged.stream().filter(GoldRow::right).count(), judged.size());
            return Figures.estimate(share.value(), share.wilson());
        }
        var errors = ErrorRate.weighted(judged.stream()
                .map(row -> new ErrorRate.Weighted(!row.right(), row.inclusion()))
                .toList());
        Interval wrong = errors.interval();
        return Figures.estimate(1 - errors.value(), new Interval(1 - wrong.upper(), 1 - wrong.lower()));
    }

    private void putCost(int right, EvaluationResult.Builder result) {
        if (!rows.hasCost()) {
            return;
        }
        result.setCostUsd(rows.cost()).setUnreadableCosts(rows.unreadableCosts());
        if (right > 0) {
            result.setCostPerCorrectUsd(rows.cost() / right);
        }
    }

    private static Estimate estimate(io.autolabeler.quality.statistics.Estimate estimate) {
        return Figures.estimate(estimate.value(), estimate.interval());
    }

    private void putLabels(Confusion confusion, EvaluationResult.Builder result) {
        F1Scores.Label[] parts = F1Scores.byLabel(confusion);
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing(labels::name))
                .filter(k -> parts[k].gold() + parts[k].labeled() > 0)
                .forEach(k -> result.addLabels(figures(labels.name(k), parts[k])));
        confusion.cells().stream()
                .sorted(Comparator.comparingInt(Confusion.Cell::items).reversed())
                .limit(MOST_CELLS)
                .forEach(cell -> result.addConfusion(ConfusionCell.newBuilder()
                        .setGold(labels.name(cell.gold()))
                        .setLabel(cell.label() == Confusion.UNLABELED ? "" : labels.name(cell.label()))
                        .setCount(cell.items())));
    }

    static LabelFigures figures(String name, F1Scores.Label label) {
        return LabelFigures.newBuilder()
                .setLabel(name)
                .setPrecision(label.precision())
                .setRecall(label.recall())
                .setF1(label.f1())
                .setGold(label.gold())
                .setLabeled(label.labeled())
                .build();
    }

    private static void putSources(List<GoldRow> judged, EvaluationResult.Builder result) {
        Map<String, List<GoldRow>> sources =
                judged.stream().collect(Collectors.groupingBy(GoldRow::source, TreeMap::new, Collectors.toList()));
        if (sources.size() == 1 && sources.containsKey("")) {
            return;
        }
        sources.forEach((source, items) -> result.addTruthSources(TruthSource.newBuilder()
                .setSource(source)
                .setItems(items.size())
                .setRight((int) items.stream().filter(GoldRow::right).count())));
    }
}
