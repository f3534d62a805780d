package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.AnnotatorLabelQuality;
import io.autolabeler.quality.v1.LabelErrorResult;
import io.autolabeler.quality.v1.LabelErrorSettings;
import io.autolabeler.quality.v1.Report;
import io.autolabeler.quality.v1.SuspectLabel;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LabelErrorAnalysisTest {
    private final LabelErrorAnalysis analysis = new LabelErrorAnalysis(new WordVectors());

    @Test
    void ranksAndFlagsLabelsThatTheModelContradicts() {
        LocalJob job = job("", labels(300, 30));

        LabelErrorResult result = job.runBy(analysis).getLabelErrors();

        assertThat(result.getItems()).isEqualTo(300);
        assertThat(result.getFlagged()).isBetween(20, 40);
        assertThat(result.getConfused(0).getCount()).isPositive();
        assertThat(result.getSuspectsList().subList(0, 20)).allMatch(SuspectLabel::getFlagged);
        assertThat(result.getSuspectsList().subList(0, 20))
                .allMatch(each -> Integer.parseInt(each.getId().substring(1)) < 30);
        assertThat(job.lines()).hasSize(301).first().isEqualTo("id,given,likely,score,flagged");
    }

    @Test
    void showsTheBeginningOfTheTextsThatTheFileHas() {
        StringBuilder csv = new StringBuilder("label,p_x,p_y,text\n");
        for (int i = 0; i < 60; i++) {
            csv.append(i == 7 ? "y,0.9,0.1," : i % 2 == 0 ? "x,0.9,0.1," : "y,0.1,0.9,")
                    .append(i)
                    .append(" \uD83D\uDE00".repeat(200))
                    .append('\n');
        }

        SuspectLabel first =
                job("", csv.toString()).runBy(analysis).getLabelErrors().getSuspects(0);

        assertThat(first.getId()).isEqualTo("8");
        assertThat(first.getText()).startsWith("7 \uD83D\uDE00 ");
        assertThat(first.getText().codePointCount(0, first.getText().length())).isEqualTo(200);
    }

    @Test
    void onlyRanksFewLabels() {
        LabelErrorResult result = job("", labels(20, 2)).runBy(analysis).getLabelErrors();

        assertThat(result.hasEstimatedIssues()).isFalse();
        assertThat(result.getRankingOnly()).isTrue();
        assertThat(result.getReason()).isEqualTo("fewer than 50 labels: only ranked, nothing flagged");
        assertThat(result.getFlagged()).isZero();
        assertThat(result.getSuspectsCount()).isEqualTo(20);
    }

    @Test
    void saysWhenTheModelKnowsNothing() {
        StringBuilder csv = new StringBuilder("label,p_x,p_y\n");
        for (int i = 0; i < 100; i++) {
            csv.append(i % 2 == 0 ? "x" : "y").append(",0.5,0.5\n");
        }

        LabelErrorResult result = job("", csv.toString()).runBy(analysis).getLabelErrors();

        assertThat(result.getUninformative()).isTrue();
        assertThat(result.getSuspectsCount()).isZero();
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> job("magic", labels(10, 1)).runBy(analysis))
                .hasMessageContaining("filter must be one of prune_by_noise_rate");
        assertThatThrownBy(() -> job("", "label,score\nx,1\n").runBy(analysis))
                .hasMessageContaining("the file must have a column p_<label> for each label");
        assertThatThrownBy(() -> job("", "label,p_x,p_y\nz,0.5,0.5\n").runBy(analysis))
                .hasMessageContaining("label must be one of the labels with a probability, got `z`");
    }

    @Test
    void reproducesThePublishedVector() {
        int[] given = {0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 0, 1};
        String[] rows = {
            ".9,.05,.05",
            ".8,.15,.05",
            ".2,.7,.1",
            ".1,.8,.1",
            ".05,.9,.05",
            ".6,.3,.1",
            ".1,.2,.7",
            ".05,.05,.9",
            ".3,.4,.3",
            ".1,.1,.8",
            ".7,.2,.1",
            ".15,.75,.1"
        };
        StringBuilder csv = new StringBuilder("label,p0,p1,p2\n");
        for (int i = 0; i < given.length; i++) {
            csv.append(given[i]).append(',').append(rows[i]).append('\n');
        }
        LabelErrorSettings.Builder all =
                LabelErrorSettings.newBuilder().setMinClass(1).setMinItems(1);

        LabelErrorResult result = result(all, csv.toString());

        assertThat(result.getLabelsList())
                .extracting(each -> Math.round(1e4 * each.getThreshold()) / 1e4)
                .containsExactly(.65, .6875, .675);
        assertThat(result.getJointList())
                .extracting(each -> each.getCountsList().toString())
                .containsExactly("[3, 1, 0]", "[0, 4, 0]", "[0, 0, 4]");
        assertThat(result.getTotalNoise()).isCloseTo(1 / 12., within(1e-12));
        assertThat(result.getEstimatedIssues()).isEqualTo(1);
        assertThat(result.getSuspectsList())
                .extracting(SuspectLabel::getId)
                .startsWith("3", "6", "9", "7", "11", "12", "2", "4", "10", "1");
        assertThat(flagged(result)).containsExactly("3");
        assertThat(flagged(result(all.clone().setFilter("predicted_neq_given"), csv.toString())))
                .containsExactly("3", "6", "9");
        assertThat(first(result(all.clone().setScore("normalised_margin"), csv.toString())))
                .isCloseTo(.25, within(1e-8));
        assertThat(first(result(all.clone().setScore("confidence_weighted_entropy"), csv.toString())))
                .isCloseTo(.42110278, within(1e-8));
        assertThat(first(result(all.clone().setAdjusted(true), csv.toString()))).isCloseTo(.22619048, within(1e-8));
        assertThat(result(all.clone().setMinClass(5), csv.toString()).getSparedLabelsList())
                .containsExactly("0", "1", "2");
    }

    @Test
    void takesWhateverSaysHowProbableALabelIs() {
        String csv = """
                label,p_x,p_y,p_value
                x,9,1,n.s.
                y,0.2,0.6,high
                ,0.5,0.5,
                x,,0.5,low
                x,nan,1,low
                """;

        Report report = job("", csv).runBy(analysis);

        assertThat(report.getInput().getRejectedRows()).isZero();
        assertThat(report.getLabelErrors().getItems()).isEqualTo(2);
        assertThat(report.getLabelErrors().getExcluded()).isEqualTo(2);
        assertThat(report.getLabelErrors().getUnlabeled()).isEqualTo(1);
        assertThat(report.getLabelErrors().getSuspects(0).getScore()).isEqualTo(.75, within(1e-12));
    }

    @Test
    void findsNothingAmongOneLabel() {
        LabelErrorResult result =
                job("", "label,p_x\nx,1\nx,1\n").runBy(analysis).getLabelErrors();

        assertThat(result.getReason()).isEqualTo("one label: nothing to find");
        assertThat(job("", "label,text\nx,a b\nx,c d\n")
                        .runBy(analysis)
                        .getLabelErrors()
                        .getReason())
                .isEqualTo("one label: nothing to find");
    }

    @Test
    void saysThatAModelKnowsNothingOfFewLabelsToo() {
        LabelErrorResult result = job("", "label,p_x,p_y\nx,.9,.1\ny,.9,.1\nx,.9,.1\n")
                .runBy(analysis)
                .getLabelErrors();

        assertThat(result.getUninformative()).isTrue();
    }

    @Test
    void ordersEqualScoresByIdAsNumbers() {
        LabelErrorResult result = job(
                        "", "id,label,p_x,p_y\n10,x,.8,.2\n9,x,.8,.2\n9,x,.8,.2\n100,y,.8,.2\n2,x,.9,.1\n")
                .runBy(analysis)
                .getLabelErrors();

        assertThat(result.getSuspectsList())
                .extracting(each -> each.getId() + "/" + each.getRow())
                .containsExactly("100/4", "9/2", "9/3", "10/1", "2/5");
    }

    @Test
    void refusesProbabilitiesOfAModelThatHasLearntTheLabels() {
        LabelErrorSettings.Builder asked = LabelErrorSettings.newBuilder().setInSample(true);

        assertThatThrownBy(() -> result(asked, labels(60, 2)))
                .hasMessageContaining("inSample must be false: a model finds no errors in labels that it has learnt");
        assertThatThrownBy(() -> result(LabelErrorSettings.newBuilder().setMinClass(-1), labels(60, 2)))
                .hasMessage("minClass must be at least 1, got -1");
    }

    /** The annotations and probabilities of the specification's example. */
    @Test
    void judgesSeveralAnnotatorsAsPublished() {
        String[] votes = {"0001", "00.2", "1111", "1120", "222.", "2201", "0100", "2.21"};
        String[] model = {".8,.1,.1", ".6,.2,.2", ".1,.8,.1", ".3,.4,.3", ".1,.1,.8", ".2,.3,.5", ".4,.5,.1", ".1,.3,.6"
        };
        StringBuilder csv = new StringBuilder("item,annotator,label,p_0,p_1,p_2\n");
        for (int i = 0; i < votes.length; i++) {
            for (int j = 0; j < 4; j++) {
                if (votes[i].charAt(j) != '.') {
                    csv.append("i%d,a%d,%c,%s%n".formatted(i, j, votes[i].charAt(j), model[i]));
                }
            }
        }

        LabelErrorResult result = result(LabelErrorSettings.newBuilder().setMinItems(1), csv.toString());

        assertThat(result.getItems()).isEqualTo(29);
        assertThat(result.getCrowd().getItems()).isEqualTo(8);
        assertThat(result.getCrowd().getDoubtfulItems()).isEqualTo(2);
        assertThat(result.getCrowd().getModelWeight()).isCloseTo(1.5231546212, within(1e-9));
        assertThat(result.getCrowd().getAnnotatorsList())
                .extracting(AnnotatorLabelQuality::getAnnotator)
                .containsExactly("a3", "a2", "a1", "a0");
        assertThat(result.getCrowd().getAnnotators(3).getQuality()).isCloseTo(.7568262126, within(1e-9));
        assertThat(result.getSuspectsList())
                .filteredOn(
                        each -> each.getId().equals("i6") && each.getAnnotator().equals("a1"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.getLikely()).isEqualTo("0");
                    assertThat(each.getScore()).isCloseTo(.42695660, within(1e-8));
                    assertThat(each.getConsensusQuality()).isCloseTo(.4601240698, within(1e-9));
                    assertThat(each.getFlagged()).isTrue();
                });
        assertThat(result(LabelErrorSettings.newBuilder(), csv.toString()))
                .satisfies(few ->
                        assertThat(few.getReason()).isEqualTo("fewer than 50 items: only ranked, nothing flagged"))
                .satisfies(few -> assertThat(few.getFlagged()).isZero());
    }

    private LabelErrorResult result(LabelErrorSettings.Builder asked, String csv) {
        return new LocalJob(Report.newBuilder().setLabelErrorSettings(asked), csv)
                .runBy(analysis)
                .getLabelErrors();
    }

    private static List<String> flagged(LabelErrorResult result) {
        return result.getSuspectsList().stream()
                .filter(SuspectLabel::getFlagged)
                .map(SuspectLabel::getId)
                .toList();
    }

    private static double first(LabelErrorResult result) {
        return result.getSuspects(0).getScore();
    }

    private static LocalJob job(String filter, String csv) {
        return new LocalJob(
                Report.newBuilder()
                        .setLabelErrorSettings(LabelErrorSettings.newBuilder().setFilter(filter)),
                csv);
    }

    /** Two labels; the first so many rows were given the wrong one. */
    private static String labels(int rows, int wrong) {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder csv = new StringBuilder("id,label,p_x,p_y\n");
        for (int i = 0; i < rows; i++) {
            boolean x = random.nextBoolean();
            double sure = 0.7 + 0.29 * random.nextDouble();
            boolean given = i < wrong ? !x : x;
            csv.append('r').append(i).append(',').append(given ? "x" : "y");
            csv.append(',')
                    .append(x ? sure : 1 - sure)
                    .append(',')
                    .append(x ? 1 - sure : sure)
                    .append('\n');
        }
        return csv.toString();
    }
}
