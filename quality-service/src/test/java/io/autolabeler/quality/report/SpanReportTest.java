package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.EvaluationResult;
import io.autolabeler.quality.v1.EvaluationSettings;
import io.autolabeler.quality.v1.EvaluationTask;
import io.autolabeler.quality.v1.LabelFigures;
import io.autolabeler.quality.v1.RelationFigures;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.SpanFigures;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpanReportTest {
    private static final EvaluationTask.Value SPANS = EvaluationTask.Value.SPANS;

    /** The second vector of the SemEval schemes, and a document without spans. */
    private static final String FILE = "id,gold,label,cost_usd\n"
            + row("1", spans("PER 0 2, LOC 3 4, ORG 6 7"), spans("PER 0 2, ORG 3 4, LOC 5 6"))
            + row("2", "[]", "{}")
            + row("3", spans("PER 0 2"), "")
            + row("4", "", spans("PER 0 2"));

    private final EvaluationAnalysis analysis = new EvaluationAnalysis();

    @Test
    void judgesJsonSpansWithoutBeingAsked() {
        EvaluationResult result = judge(EvaluationSettings.newBuilder(), FILE);

        SpanFigures spans = result.getSpans();
        assertThat(result.getTask()).isEqualTo(SPANS);
        assertThat(result.getItems()).isEqualTo(3);
        assertThat(result.getWithoutGold()).isEqualTo(1);
        assertThat(result.getUnlabeled()).isEqualTo(1);
        assertThat(result.getCostPerCorrectUsd()).isEqualTo(2);
        assertThat(spans.getEmptyDocuments()).isEqualTo(1);
        assertThat(spans.getGold()).isEqualTo(4);
        assertThat(spans.getGiven()).isEqualTo(3);
        assertThat(spans.getRight()).isEqualTo(1);
        assertThat(spans.getPrecision()).isEqualTo(1 / 3.);
        assertThat(spans.getRecall()).isEqualTo(.25);
        assertThat(spans.getStrictF1().getValue()).isEqualTo(2 / 7., within(1e-15));
        assertThat(spans.getLabelIgnoredF1().getValue()).isEqualTo(4 / 7., within(1e-15));
        assertThat(spans.getPartialF1().getValue()).isEqualTo(4 / 7., within(1e-15));
        assertThat(spans.getMacroF1().getValue()).isEqualTo(2 / 9., within(1e-15));
        assertThat(spans.getStrictF1().getInterval().getUpper()).isBetween(2 / 7., 1 / 3.);
        assertThat(spans.getLabelsList()).extracting(LabelFigures::getLabel).containsExactly("LOC", "ORG", "PER");
        assertThat(spans.getMissed()).isEqualTo(2);
        assertThat(spans.getSpurious()).isEqualTo(1);
    }

    /** The vector of seqeval. */
    @Test
    void judgesAFileWithARowPerToken() {
        String file = "item,token,gold,label\n"
                + tokens("a", "B-PER I-PER O B-LOC O", "B-PER I-PER O B-ORG O")
                + tokens("b", "O B-ORG I-ORG O I-LOC", "B-ORG I-ORG I-ORG O B-LOC");

        SpanFigures loose =
                judge(EvaluationSettings.newBuilder().setTask(SPANS), file).getSpans();
        SpanFigures strict = judge(
                        EvaluationSettings.newBuilder().setTask(SPANS).setStrictTags(true), file)
                .getSpans();

        assertThat(loose.getDocuments()).isEqualTo(2);
        assertThat(loose.getGold()).isEqualTo(4);
        assertThat(loose.getStrictF1().getValue()).isEqualTo(.5);
        assertThat(loose.getMacroPrecision()).isEqualTo(2 / 3., within(1e-15));
        assertThat(loose.getMacroRecall()).isEqualTo(.5);
        assertThat(loose.getMacroF1().getValue()).isEqualTo(5 / 9., within(1e-15));
        assertThat(strict.getGold()).isEqualTo(3);
        assertThat(strict.getStrictF1().getValue()).isEqualTo(2 / 7., within(1e-15));
        assertThatThrownBy(() ->
                        judge(EvaluationSettings.newBuilder().setTask(SPANS), "item,token,gold,label\na,x,E-PER,O\n"))
                .hasMessageContaining("gold must be O, B-<label> or I-<label>, got `E-PER` in line 2");
    }

    /** The vector of the relation metrics. */
    @Test
    void judgesRelations() {
        String entities = "\"spans\":" + spans("PER 0 5, PER 10 15, ORG 20 25, LOC 30 35, LOC 40 45");
        String gold = "{%s,\"relations\":[{\"toSpan\":2,\"label\":\"works\"},{\"toSpan\":3,\"label\":\"born\"}]}"
                .formatted(entities);
        String given = ("{%s,\"relations\":[{\"fromSpan\":0,\"toSpan\":2,\"label\":\"works\"},"
                        + "{\"from_span\":0,\"to_span\":4,\"label\":\"born\"},"
                        + "{\"fromSpan\":1,\"toSpan\":2,\"label\":\"works\"}]}")
                .formatted(entities);

        EvaluationResult result =
                judge(EvaluationSettings.newBuilder(), "id,gold,label,cost_usd\n" + row("1", gold, given));

        RelationFigures relations = result.getRelations();
        assertThat(result.getTask()).isEqualTo(EvaluationTask.Value.RELATIONS);
        assertThat(result.getSpans().getStrictF1().getValue()).isEqualTo(1);
        assertThat(relations.getPrecision()).isEqualTo(1 / 3.);
        assertThat(relations.getRecall()).isEqualTo(.5);
        assertThat(relations.getStrictF1().getValue()).isEqualTo(.4, within(1e-15));
        assertThat(relations.getBoundariesF1().getValue()).isEqualTo(.4, within(1e-15));
        assertThat(relations.getMacroF1()).isEqualTo(1 / 3., within(1e-15));
        assertThat(relations.getReachable()).isEqualTo(1);
        assertThat(relations.getTypesList()).extracting(LabelFigures::getLabel).containsExactly("born", "works");
    }

    @Test
    void isNothingOrAllWhereThereIsNoSpan() {
        String file = "gold,label\n[],[]\n";

        EvaluationResult nothing = judge(EvaluationSettings.newBuilder(), file);
        EvaluationResult all = judge(EvaluationSettings.newBuilder().setEmptyIsRight(true), file);

        assertThat(nothing.getSpans().getStrictF1().getValue()).isZero();
        assertThat(nothing.getSpans().getStrictF1().hasInterval()).isFalse();
        assertThat(nothing.getNotes(0)).contains("F1 is 0 by convention");
        assertThat(all.getSpans().getStrictF1().getValue()).isEqualTo(1);
        assertThat(all.getNotes(0)).contains("F1 is 1 by convention");
    }

    @Test
    void comparesOnTheDocumentsThatBothLabel() {
        String second = "id,label\n" + "1," + cell(spans("PER 0 2, LOC 3 4, ORG 6 7")) + "\n2,[]\n3,"
                + cell(spans("PER 0 2")) + "\n";
        LocalJob before = job(EvaluationSettings.newBuilder().setGoldOptional(true), second);
        LocalJob now = job(
                        EvaluationSettings.newBuilder()
                                .setCompareReportId(UUID.randomUUID().toString()),
                        FILE)
                .after(before, before.runBy(analysis));

        var found = now.runBy(analysis).getEvaluation().getComparison();

        assertThat(found.getItems()).isEqualTo(2);
        assertThat(found.getUnlabeled()).isEqualTo(1);
        assertThat(found.getStrictF1Difference().getValue()).isEqualTo(1 / 3. - 1, within(1e-15));
        assertThat(found.getStrictF1P()).isBetween(.1, .9);
    }

    @Test
    void rejectsRowsThatAreNoSpans() {
        String file = "gold,label\n[],[]\n" + cell(spans("PER 3 3")) + ",[]\n[],\"[{\"\"a\"\":1}]\"\nx,[]\n";

        Report report =
                job(EvaluationSettings.newBuilder().setTask(SPANS), file).runBy(analysis);

        assertThat(report.getEvaluation().getItems()).isEqualTo(1);
        assertThat(report.getInput().getRejectedList())
                .extracting(rejected -> rejected.getReason())
                .satisfies(reasons -> assertThat(reasons.get(0))
                        .isEqualTo("gold: a span must start at 0 or later and end after it, got 3 to 3"))
                .satisfies(reasons -> assertThat(reasons.get(1)).startsWith("label must be a JSON array of spans"))
                .satisfies(reasons -> assertThat(reasons.get(2)).startsWith("gold must be a JSON array of spans"));
    }

    private EvaluationResult judge(EvaluationSettings.Builder settings, String csv) {
        return job(settings, csv).runBy(analysis).getEvaluation();
    }

    private static LocalJob job(EvaluationSettings.Builder settings, String csv) {
        return new LocalJob(Report.newBuilder().setEvaluationSettings(settings), csv);
    }

    private static String row(String id, String gold, String label) {
        return "%s,%s,%s,0.5\n".formatted(id, cell(gold), cell(label));
    }

    private static String cell(String json) {
        return "\"" + json.replace("\"", "\"\"") + "\"";
    }

    private static String spans(String all) {
        StringBuilder json = new StringBuilder("[");
        for (String each : all.split(", ")) {
            String[] part = each.split(" ");
            json.append(json.length() > 1 ? "," : "")
                    .append("{\"start\":%s,\"end\":%s,\"label\":\"%s\"}".formatted(part[1], part[2], part[0]));
        }
        return json.append(']').toString();
    }

    private static String tokens(String document, String gold, String given) {
        String[] golds = gold.split(" ");
        String[] givens = given.split(" ");
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < golds.length; i++) {
            rows.append("%s,t%d,%s,%s\n".formatted(document, i, golds[i], givens[i]));
        }
        return rows.toString();
    }
}
