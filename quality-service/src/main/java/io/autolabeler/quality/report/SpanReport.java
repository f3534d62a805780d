package io.autolabeler.quality.report;

import io.autolabeler.quality.evaluation.F1Scores.Label;
import io.autolabeler.quality.evaluation.Labels;
import io.autolabeler.quality.evaluation.RelationEvaluation;
import io.autolabeler.quality.evaluation.RelationScores;
import io.autolabeler.quality.evaluation.SpanEvaluation;
import io.autolabeler.quality.report.SpanRows.Documents;
import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.PairedBootstrap;
import io.autolabeler.quality.v1.Estimate;
import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.EvaluationTask;
import io.autolabeler.quality.v1.LabelFigures;
import io.autolabeler.quality.v1.RelationFigures;
import io.autolabeler.quality.v1.RunComparison;
import io.autolabeler.quality.v1.SpanFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The figures of spans, and of relations between them.
 *
 * @param task SPANS or RELATIONS
 */
record SpanReport(Job job, SpanRows rows, EvaluationTask.Value task) {
    private static final int REPLICATES = 1_000;

    /**
     * The result without a comparison.
     *
     * @param share of the whole work that this is
     */
    EvaluationResult.Builder result(double share) {
        Documents judged = rows.judged();
        EvaluationResult.Builder result = EvaluationResult.newBuilder()
                .setTask(task)
                .setItems(judged.documents().size())
                .setWithoutGold(rows.all().size() - judged.documents().size());
        if (judged.isEmpty()) {
            return result;
        }
        boolean related = task == EvaluationTask.Value.RELATIONS;
        double part = related ? share / 2 : share;
        SpanFigures spans = spans(judged, done -> job.progress().accept(part * done));
        result.setSpans(spans).setUnlabeled((int) judged.documents().stream()
                .filter(each -> each.given().isEmpty())
                .count());
        if (spans.getGold() + spans.getGiven() == 0) {
            result.addNotes("There is no span at all, neither gold nor given: F1 is %d by convention."
                    .formatted(asked().getEmptyIsRight() ? 1 : 0));
        }
        if (related) {
            result.setRelations(relations(judged, done -> job.progress().accept(part * (1 + done))));
        }
        putCost(spans.getRight(), result);
        return result;
    }

    private EvaluationSettings asked() {
        return job.report().getEvaluationSettings();
    }

    private Bootstrap bootstrap(int replicates) {
        return new Bootstrap(replicates, asked().getSeed());
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

    private SpanFigures spans(Documents judged, DoubleConsumer progress) {
        SpanEvaluation found = SpanEvaluation.of(
                judged.names(), judged.goldSpans(), judged.givenSpans(), bootstrap(REPLICATES), progress);
        Label micro = found.strict().micro();
        boolean nothing = micro.gold() + micro.labeled() == 0;
        SpanEvaluation.Boundaries bounds = found.boundaries();
        return SpanFigures.newBuilder()
                .setDocuments(judged.documents().size())
                .setEmptyDocuments((int)
                        judged.documents().stream().filter(SpanReport::isEmpty).count())
                .setGold(micro.gold())
                .setGiven(micro.labeled())
                .setRight(micro.right())
                .setPrecision(micro.precision())
                .setRecall(micro.recall())
                .setStrictF1(estimate(found.f1().strict(), nothing))
                .setMacroPrecision(found.strict().macro().precision())
                .setMacroRecall(found.strict().macro().recall())
                .setMacroF1(estimate(found.f1().macro(), nothing))
                .setPartialF1(estimate(found.f1().partial(), nothing))
                .setLabelIgnoredF1(estimate(found.f1().labelIgnored(), nothing))
                .addAllLabels(byName(found.strict()))
                .setMissed(found.matches().missed())
                .setSpurious(found.matches().spurious())
                .setEarlyStart(bounds.earlyStart())
                .setLateStart(bounds.lateStart())
                .setEarlyEnd(bounds.earlyEnd())
                .setLateEnd(bounds.lateEnd())
                .build();
    }

    private static boolean isEmpty(SpanDocument document) {
        return document.gold().orElse(SpanValue.NONE).spans().isEmpty()
                && document.given().orElse(SpanValue.NONE).spans().isEmpty();
    }

    /** 0 by 0 is 0, or 1 where that was asked for; it has no interval. */
    private Estimate estimate(io.autolabeler.quality.statistics.Estimate estimate, boolean nothing) {
        return nothing
                ? Estimate.newBuilder()
                        .setValue(asked().getEmptyIsRight() ? 1 : 0)
                        .build()
                : Figures.estimate(estimate.value(), estimate.interval());
    }

    private static List<LabelFigures> byName(Labels labels) {
        List<LabelFigures> figures = new ArrayList<>();
        new TreeMap<>(labels.byLabel()).forEach((name, label) -> figures.add(LabelEvaluation.figures(name, label)));
        return figures;
    }

    private RelationFigures relations(Documents judged, DoubleConsumer progress) {
        RelationEvaluation found =
                RelationEvaluation.of(gold(judged), judged.givenRelations(), bootstrap(REPLICATES), progress);
        RelationScores scores = found.scores();
        Label micro = scores.strict().micro();
        boolean nothing = micro.gold() + micro.labeled() == 0;
        return RelationFigures.newBuilder()
                .setGold(micro.gold())
                .setGiven(micro.labeled())
                .setRight(micro.right())
                .setPrecision(micro.precision())
                .setRecall(micro.recall())
                .setStrictF1(estimate(found.strictF1(), nothing))
                .setBoundariesF1(estimate(found.boundariesF1(), nothing))
                .setRelaxedF1(estimate(found.relaxedF1(), nothing))
                .setMacroF1(scores.strict().macro().f1())
                .addAllTypes(byName(scores.strict()))
                .setTurned(scores.turned())
                .setMistyped(scores.mistyped())
                .setReachable(RelationScores.reachable(judged.goldRelations(), judged.givenSpans()))
                .build();
    }

    private RelationEvaluation.Gold gold(Documents documents) {
        return new RelationEvaluation.Gold(
                documents.names(), documents.goldRelations(), Set.copyOf(asked().getSymmetricTypesList()));
    }

    /** This labeling against another one, on the documents that both label. */
    RunComparison comparison(SpanRows second) {
        Ids ids = new Ids(job.report().getRunId().isEmpty() ? "file" : "run");
        ids.requireAlike(rows.hasIds(), second.hasIds());
        Map<String, SpanDocument> firsts = ids.of("first", rows.all(), SpanDocument::id);
        Map<String, SpanDocument> seconds = ids.of("second", second.all(), SpanDocument::id);
        RunComparison.Builder result = RunComparison.newBuilder();
        List<SpanDocument> left = new ArrayList<>();
        List<SpanDocument> right = new ArrayList<>();
        for (String id : Ids.union(firsts, seconds)) {
            pair(firsts.get(id), seconds.get(id), result, left, right);
        }
        if (left.isEmpty()) {
            throw ids.nothing(result.getUnlabeled() > 0);
        }
        PairedBootstrap difference = difference(Documents.of(left), Documents.of(right));
        return result.setItems(left.size())
                .setStrictF1Difference(LabelComparison.difference(difference))
                .setStrictF1P(difference.pValue())
                .build();
    }

    private static void pair(
            @Nullable SpanDocument first,
            @Nullable SpanDocument second,
            RunComparison.Builder result,
            List<SpanDocument> left,
            List<SpanDocument> right) {
        Optional<SpanValue> own = first == null ? Optional.empty() : first.gold();
        Optional<SpanValue> other = second == null ? Optional.empty() : second.gold();
        Optional<SpanValue> gold = own.or(() -> other);
        if (gold.isEmpty()) {
            return;
        }
        if (first == null || second == null) {
            result.setUnmatched(result.getUnmatched() + 1);
            return;
        }
        if (other.isPresent() && !other.get().in("").sameAs(gold.get().in(""))) {
            result.setGoldConflicts(result.getGoldConflicts() + 1);
        }
        if (first.given().isEmpty() || second.given().isEmpty()) {
            result.setUnlabeled(result.getUnlabeled() + 1);
            return;
        }
        left.add(new SpanDocument(first.id(), gold, first.given()));
        right.add(new SpanDocument(first.id(), gold, second.given()));
    }

    private PairedBootstrap difference(Documents first, Documents second) {
        DoubleConsumer progress = done -> job.progress().accept(0.5 + done / 2);
        return task == EvaluationTask.Value.RELATIONS
                ? RelationEvaluation.compare(
                        gold(first),
                        List.of(first.givenRelations(), second.givenRelations()),
                        bootstrap(PairedBootstrap.REPLICATES),
                        progress)
                : SpanEvaluation.compare(
                        first.names(),
                        first.goldSpans(),
                        List.of(first.givenSpans(), second.givenSpans()),
                        bootstrap(PairedBootstrap.REPLICATES),
                        progress);
    }
}
