package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.v1.AgreementResult;
import io.autolabeler.quality.v1.AgreementSettings;
import io.autolabeler.quality.v1.AnnotatorAgreement;
import io.autolabeler.quality.v1.CoincidenceMatrix;
import io.autolabeler.quality.v1.MeasurementLevel;
import io.autolabeler.quality.v1.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementAnalysisTest {
    private static final String[] RATERS = {
        "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."
    };
    private final AgreementAnalysis analysis = new AgreementAnalysis();

    @ParameterizedTest
    @CsvSource({
        "NOMINAL, 0.743421052631579", "ORDINAL, 0.8153875037548814",
        "INTERVAL, 0.8491071428571428", "RATIO, 0.7974027747116121"
    })
    void givesAlphaOfAFileOnEachLevel(MeasurementLevel.Value level, double alpha) {
        AgreementResult result = judge(level, table(RATERS));

        assertThat(result.getAlpha()).isEqualTo(alpha, within(1e-14));
        assertThat(result.getIntervalMethod()).isEqualTo("unit_jackknife");
        assertThat(result.getItems()).isEqualTo(12);
        assertThat(result.getPairableItems()).isEqualTo(11);
        assertThat(result.getAnnotations()).isEqualTo(41);
        assertThat(result.getInterpretation()).isEqualTo("unreliable");
        assertThat(result.getByAnnotatorCount()).isEqualTo(4);
        assertThat(result.getByPairCount()).isEqualTo(6);
        assertThat(result.getMostDisputed(0).getItem()).isEqualTo("i5");
        assertThat(result.getMostDisputed(0).getLabelsCount()).isEqualTo(4);
    }

    @Test
    void leavesRepeatsOutAndCountsThem() {
        AgreementResult result = judge(
                MeasurementLevel.Value.UNSPECIFIED,
                "task,worker,label\na,1,x\na,2,x\na,1,x\na,2,y\nb,1,y\nb,2,y\nc,1,x\nc,2,y\n");

        assertThat(result.getIdenticalRepeats()).isEqualTo(1);
        assertThat(result.getContradictingRepeats()).isEqualTo(1);
        assertThat(result.getAnnotations()).isEqualTo(6);
        assertThat(result.getCohenKappa()).isEqualTo(0.4, within(1e-12));
        assertThat(result.getMostDisputedList()).hasSize(1);
    }

    @Test
    void saysWhyAlphaIsNotDefined() {
        AgreementResult alone = judge(MeasurementLevel.Value.NOMINAL, "item,annotator,label\na,1,x\nb,2,y\n");
        AgreementResult same = judge(MeasurementLevel.Value.NOMINAL, "item,annotator,label\na,1,x\na,2,x\n");

        assertThat(alone.getUndefinedReason()).isEqualTo("no_pairs");
        assertThat(alone.hasAlpha()).isFalse();
        assertThat(alone.getInterpretation()).isEqualTo("undefined");
        assertThat(alone.hasObservedDisagreement()).isFalse();
        assertThat(alone.hasIntervalMethod()).isFalse();
        assertThat(alone.hasLargestLabelShare()).isFalse();
        assertThat(alone.hasCoincidences()).isFalse();
        assertThat(same.getUndefinedReason()).isEqualTo("no_variation");
        assertThat(same.getLargestLabelShare()).isEqualTo(1);
        // There are no figures for it to explain.
        assertThat(same.getNotesList()).isEmpty();
    }

    @Test
    void warnsOfPrevalenceWhereThereAreFiguresToMind() {
        AgreementResult result =
                judge(AgreementSettings.newBuilder(), paired("xx ".repeat(90), "xy ".repeat(5), "yx ".repeat(5)));

        assertThat(result.getAlpha()).isEqualTo(-0.047368421052631726, within(1e-12));
        assertThat(result.getCohenKappa()).isEqualTo(-0.05263157894736725, within(1e-12));
        assertThat(result.getGwetAc1()).isEqualTo(0.8895027624309393, within(1e-12));
        assertThat(result.getNotesList()).singleElement().asString().startsWith("Prevalence");
    }

    @Test
    void judgesFullAgreementByTheIntervalThatItReports() {
        AgreementResult few = judge(AgreementSettings.newBuilder(), paired("xx yy ".repeat(5)));
        AgreementResult many = judge(AgreementSettings.newBuilder(), paired("xx yy ".repeat(50)));

        assertThat(few.getAlpha()).isEqualTo(1);
        assertThat(few.getIntervalMethod()).isEqualTo("exact_share");
        assertThat(few.getAlphaInterval().getLower())
                .isEqualTo(1 - (1 - Math.pow(.025, .1)) / (10 / 19.), within(1e-9));
        assertThat(few.getAlphaInterval().getUpper()).isEqualTo(1);
        assertThat(few.getBootstrapInterval().getLower()).isEqualTo(1);
        assertThat(few.getInterpretation()).isEqualTo("unreliable");
        assertThat(few.getNotesList()).singleElement().asString().contains("may still be labelled by chance");
        assertThat(many.getAlphaInterval().getLower()).isBetween(.92, .93);
        assertThat(many.getInterpretation()).isEqualTo("reliable");
    }

    @Test
    void givesTheBootstrapBesideTheJackknife() {
        AgreementResult result = judge(MeasurementLevel.Value.NOMINAL, table(RATERS));
        AgreementResult asked = judge(AgreementSettings.newBuilder().setInterval("bootstrap"), table(RATERS));
        AgreementResult papers = judge(AgreementSettings.newBuilder().setInterval("hayes-krippendorff"), table(RATERS));

        assertThat(result.getIntervalMethod()).isEqualTo("unit_jackknife");
        assertThat(result.getJackknifeEstimate()).isEqualTo(0.7592166895790569, within(1e-12));
        assertThat(result.getJackknifeStandardError()).isEqualTo(0.14632665220070623, within(1e-12));
        assertThat(result.getBootstrapInterval().getLower()).isEqualTo(.4153, within(.02));
        assertThat(result.getReplicates()).isEqualTo(2000);
        assertThat(result.getUndefinedShare()).isZero();
        assertThat(result.getPairableAnnotations()).isEqualTo(40);
        assertThat(result.getLevel()).isEqualTo(MeasurementLevel.Value.NOMINAL);
        assertThat(asked.getIntervalMethod()).isEqualTo("unit_bootstrap");
        assertThat(asked.getAlphaInterval()).isEqualTo(asked.getBootstrapInterval());
        assertThat(asked.hasJackknifeEstimate()).isFalse();
        assertThat(papers.getIntervalMethod()).isEqualTo("hayes_krippendorff");
    }

    @Test
    void showsHowOftenLabelsMeet() {
        CoincidenceMatrix matrix =
                judge(MeasurementLevel.Value.NOMINAL, table(RATERS)).getCoincidences();

        assertThat(matrix.getLabelsList()).containsExactly("1", "2", "3", "4", "5");
        assertThat(matrix.getRows(0).getCounts(0)).isEqualTo(7, within(1e-12));
        assertThat(matrix.getRows(0).getCounts(1)).isEqualTo(4 / 3., within(1e-12));
        assertThat(matrix.getRows(4).getCountsList()).containsExactly(0., 0., 0., 0., 3.);
    }

    @Test
    void takesEmptyAndNanLabelsForMissing() {
        String csv = "item,annotator,label\na,1,1\na,2,1\nb,1,2\nb,2,NaN\nb,3,2\nc,1,\nc,2,nan\nc,3,1\n";
        for (MeasurementLevel.Value level : List.of(MeasurementLevel.Value.NOMINAL, MeasurementLevel.Value.RATIO)) {
            Report report = report(AgreementSettings.newBuilder().setLevel(level), csv);

            assertThat(report.getInput().getRejectedRows()).isZero();
            assertThat(report.getAgreement().getMissingAnnotations()).isEqualTo(3);
            assertThat(report.getAgreement().getAnnotations()).isEqualTo(5);
            assertThat(report.getAgreement().getPairableItems()).isEqualTo(2);
            assertThat(report.getAgreement().getAlpha()).isEqualTo(1);
        }
        AgreementResult nothing = judge(MeasurementLevel.Value.NOMINAL, "item,annotator,label\na,1,\n");
        assertThat(nothing.getUndefinedReason()).isEqualTo("no_pairs");
        assertThat(nothing.getMissingAnnotations()).isEqualTo(1);
    }

    @Test
    void countsLabelsOfKeptRowsAndOfTheSchema() {
        // The only z is a repeat that is left out.
        String csv = "item,annotator,label\na,1,x\na,2,x\na,2,z\nb,1,y\nb,2,y\nc,1,x\nc,2,y\n";
        AgreementResult used = judge(AgreementSettings.newBuilder(), csv);
        AgreementResult declared = judge(AgreementSettings.newBuilder().addAllLabels(List.of("x", "y", "z")), csv);

        // Agreement 2/3, both shares 1/2, so that chance is (1/4 + 1/4) / (labels - 1).
        assertThat(used.getLabels()).isEqualTo(2);
        assertThat(used.getGwetAc1()).isEqualTo((2 / 3. - .5) / .5, within(1e-12));
        assertThat(declared.getLabels()).isEqualTo(3);
        assertThat(declared.getGwetAc1()).isEqualTo((2 / 3. - .25) / .75, within(1e-12));
        assertThat(declared.getCoincidences().getLabelsList()).containsExactly("x", "y", "z");
        Report strict = report(AgreementSettings.newBuilder().addLabels("x"), csv);
        assertThat(strict.getInput().getRejectedRows()).isEqualTo(4);
        assertThat(strict.getInput().getRejected(0).getReason()).isEqualTo("label must be one of x, got `z`");
    }

    @Test
    void ranksLabelsByTheirDeclaredOrder() {
        String names = table(RATERS);
        for (int label = 1; label <= 5; label++) {
            names = names.replaceAll("(?m)," + label + "$", "," + "dcbea".charAt(label - 1));
        }

        AgreementResult result = judge(
                AgreementSettings.newBuilder()
                        .setLevel(MeasurementLevel.Value.ORDINAL)
                        .addAllLabels(List.of("d", "c", "b", "e", "a")),
                names);

        assertThat(result.getAlpha()).isEqualTo(0.8153875037548814, within(1e-14));
        assertThat(result.getCoincidences().getLabelsList()).containsExactly("d", "c", "b", "e", "a");
    }

    @Test
    void givesKappasOfEachPair() {
        String two = table("0 0 1 1 2 2 0 1 2 0", "0 1 1 1 2 0 0 1 2 2");
        AgreementResult ordinal = judge(MeasurementLevel.Value.ORDINAL, two);
        AgreementResult three = judge(MeasurementLevel.Value.NOMINAL, two + "i0,r3,0\ni1,r3,1\n");

        assertThat(ordinal.getCohenKappa()).isEqualTo(0.5522388059701492, within(1e-12));
        assertThat(ordinal.getCohenKappaStandardError()).isEqualTo(0.21281980487772187, within(1e-12));
        assertThat(ordinal.getCohenKappaLinear()).isEqualTo(0.4318181818181819, within(1e-12));
        assertThat(ordinal.getCohenKappaQuadratic()).isEqualTo(0.3076923076923077, within(1e-12));
        assertThat(ordinal.getFleissKappa()).isEqualTo(0.5488721804511277, within(1e-12));
        assertThat(three.hasCohenKappa()).isFalse();
        assertThat(three.hasFleissKappa()).isFalse();
        assertThat(three.hasFleissKappaAveraged()).isTrue();
        assertThat(three.getByPairCount()).isEqualTo(3);
        assertThat(three.getByPair(0).getCohenKappa()).isEqualTo(0.5522388059701492, within(1e-12));
        assertThat(three.getByPair(0).getCohenKappaStandardError()).isEqualTo(0.21281980487772187, within(1e-12));
        assertThat(three.getByPair(0).hasCohenKappaLinear()).isFalse();
        assertThat(three.hasMeanCohenKappa()).isTrue();
    }

    @Test
    void saysWhatIsLeftOutForManyAnnotators() {
        StringBuilder csv = new StringBuilder("item,annotator,label\n");
        for (int annotator = 0; annotator <= 200; annotator++) {
            csv.append("a,")
                    .append(annotator)
                    .append(",x\nb,")
                    .append(annotator)
                    .append(annotator % 9 > 0 ? ",y\n" : ",x\n");
        }

        AgreementResult result = judge(AgreementSettings.newBuilder(), csv.toString());

        assertThat(result.getByAnnotatorList()).hasSize(201).noneMatch(AnnotatorAgreement::hasAlphaWithout);
        assertThat(result.getByPairList()).hasSize(435);
        assertThat(result.getNotesList())
                .contains(
                        "Alpha without each annotator is left out: there are more than 200 annotators.",
                        "Pairs are those of the 30 annotators with the most annotations.");
    }

    @Test
    void warnsOfTheSameNumberWrittenDifferently() {
        String csv = "item,annotator,label\na,1,1\na,2,1.0\nb,1,2\nb,2,2\n";

        assertThat(judge(MeasurementLevel.Value.NOMINAL, csv).getNotesList())
                .anyMatch(note -> note.startsWith("The labels `1` and `1.0` are the same number"));
        assertThat(judge(MeasurementLevel.Value.ORDINAL, csv).getNotesList())
                .noneMatch(note -> note.startsWith("The labels"));
    }

    private AgreementResult judge(MeasurementLevel.Value level, String csv) {
        return judge(AgreementSettings.newBuilder().setLevel(level), csv);
    }

    private AgreementResult judge(AgreementSettings.Builder settings, String csv) {
        return report(settings, csv).getAgreement();
    }

    private Report report(AgreementSettings.Builder settings, String csv) {
        return new LocalJob(Report.newBuilder().setAgreementSettings(settings), csv).runBy(analysis);
    }

    /** Words of two letters, what each of two annotators said of an item. */
    private static String paired(String... words) {
        StringBuilder csv = new StringBuilder("item,annotator,label\n");
        int item = 0;
        for (String word : String.join("", words).strip().split(" ")) {
            csv.append(item).append(",1,").append(word.charAt(0)).append('\n');
            csv.append(item++).append(",2,").append(word.charAt(1)).append('\n');
        }
        return csv.toString();
    }

    private static String table(String... raters) {
        StringBuilder csv = new StringBuilder("item,annotator,label\n");
        for (int rater = 0; rater < raters.length; rater++) {
            String[] cells = raters[rater].split(" ");
            for (int unit = 0; unit < cells.length; unit++) {
                if (!cells[unit].equals(".")) {
                    csv.append('i')
                            .append(unit)
                            .append(",r")
                            .append(rater)
                            .append(',')
                            .append(cells[unit])
                            .append('\n');
                }
            }
        }
        return csv.toString();
    }
}
