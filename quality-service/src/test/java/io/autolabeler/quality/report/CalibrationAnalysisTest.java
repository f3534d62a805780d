package io.autolabeler.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.SharedData;
import io.autolabeler.quality.v1.CalibrationCandidate;
import io.autolabeler.quality.v1.CalibrationResult;
import io.autolabeler.quality.v1.CalibrationSettings;
import io.autolabeler.quality.v1.ReliabilityFigures;
import io.autolabeler.quality.v1.Report;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationAnalysisTest {
    private final CalibrationAnalysis analysis = new CalibrationAnalysis();

    @ParameterizedTest
    @CsvSource({"cifar10_vgg_probs, 1.736, .0374, .0167", "sst2__nb, .944, .0354, .0265"})
    void meetsTheFiguresOfPublicSets(String set, double temperature, double before, double after) {
        Path folder = SharedData.folder("calibration/" + set);

        CalibrationResult fit = fitAndJudge("temperature", folder)[0];
        CalibrationResult test = fitAndJudge("temperature", folder)[1];

        assertThat(fit.getParametersOrThrow("temperature")).isEqualTo(temperature, within(1e-3));
        assertThat(test.getBefore().getEce()).isEqualTo(before, within(1e-3));
        assertThat(test.getAfter().getEce()).isEqualTo(after, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar10_vgg_probs", "sst2__nb"})
    void choosesAMethodThatIsNotWorseThanTheBest(String set) {
        Path folder = SharedData.folder("calibration/" + set);
        double chosen = fitAndJudge("", folder)[1].getAfter().getEce();

        for (String method : new String[] {"temperature", "platt", "beta", "isotonic"}) {
            assertThat(chosen)
                    .as("against " + method)
                    .isLessThanOrEqualTo(
                            fitAndJudge(method, folder)[1].getAfter().getEce() + 0.005);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"temperature", "top_temperature", "platt", "platt_raw", "beta", "isotonic", "vector", "dirichlet"
            })
    void judgesTheVeryMapThatWasFitted(String method) {
        LocalJob fit = job(method, "", rows(800));
        Report fitted = fit.runBy(analysis);
        LocalJob judge = job("", UUID.randomUUID().toString(), rows(2_000)).after(fit, fitted);

        CalibrationResult once = judge.runBy(analysis).getCalibration();
        CalibrationResult again = judge.runBy(analysis).getCalibration();

        assertThat(once).isEqualTo(again);
        assertThat(once.getParametersMap()).isEqualTo(fitted.getCalibration().getParametersMap());
        assertThat(once.getPointsList()).isEqualTo(fitted.getCalibration().getPointsList());
        assertThat(once.getAfter().getNll()).isLessThan(once.getBefore().getNll());
    }

    @Test
    void fitsNothingOnFewRows() {
        CalibrationResult result = job("", "", rows(50)).runBy(analysis).getCalibration();

        assertThat(result.getMethod()).isEqualTo("none");
        assertThat(result.getReason()).startsWith("No map: a map needs 100 items, there are 50.");
        assertThat(result.getAfter().getEce()).isEqualTo(result.getBefore().getEce(), within(1e-6));
    }

    @Test
    void choosesAmongMethodsOfConfidenceAndTellsWhatEachCameTo() {
        CalibrationResult result = job("", "", rows(2_000)).runBy(analysis).getCalibration();

        assertThat(result.getCandidatesList())
                .extracting(CalibrationCandidate::getMethod)
                .containsExactlyInAnyOrder("temperature", "platt", "beta", "isotonic");
        assertThat(result.getCandidatesList())
                .filteredOn(each -> each.getMethod().equals("temperature"))
                .allSatisfy(each -> assertThat(each.getFittedParametersOrThrow("temperature"))
                        .isCloseTo(2, within(.2)));
        assertThat(result.getMethod()).isEqualTo("temperature");
    }

    @Test
    void reportsMoreOfTheConfidenceThanItsError() {
        CalibrationResult result =
                job("temperature", "", rows(2_000)).runBy(analysis).getCalibration();
        ReliabilityFigures before = result.getBefore();
        ReliabilityFigures after = result.getAfter();

        assertThat(before.getEceInterval().getLower()).isLessThan(before.getEce());
        assertThat(before.getEceInterval().getUpper()).isGreaterThan(before.getEce());
        assertThat(before.getSpiegelhalterP()).isLessThan(1e-6);
        assertThat(after.getSpiegelhalterP()).isGreaterThan(.001);
        assertThat(after.getAuroc()).isBetween(.6, .9);
        assertThat(after.getAurc()).isPositive().isLessThan(1 - after.getAccuracy());
        assertThat(after.getBrierTop()).isLessThan(before.getBrierTop());
        assertThat(result.getBeforeBinsList())
                .allSatisfy(bin -> assertThat(bin.getGap())
                        .isEqualTo(bin.getMeanConfidence() - bin.getAccuracy().getValue()));
    }

    @Test
    void takesRowsAsProgramsWriteThem() {
        String csv = "p1,Label,p0\n" + "0.2,0.0,0.8\n".repeat(60) + "0.9,1,0.3\n".repeat(60) + "0,0,0\n";

        Report report = job("temperature", "", csv).runBy(analysis);

        assertThat(report.getCalibration().getItems()).isEqualTo(120);
        assertThat(report.getCalibration().getRenormalised()).isEqualTo(60);
        assertThat(report.getCalibration().getBefore().getAccuracy()).isOne();
        assertThat(report.getInput().getRejected(0).getReason()).isEqualTo("the probabilities are all 0");
    }

    @Test
    void fitsNothingWhereAllIsRight() {
        CalibrationResult result = job("", "", "label,p0,p1\n" + "0,0.7,0.3\n1,0.2,0.8\n".repeat(80))
                .runBy(analysis)
                .getCalibration();

        assertThat(result.getMethod()).isEqualTo("none");
        assertThat(result.getReason()).contains("is always right, which tells nothing");
    }

    @Test
    void saysWhyAMapIsAConstant() {
        CalibrationResult result = job("platt", "", "label,p0,p1\n" + "1,0.9,0.1\n0,0.6,0.4\n".repeat(80))
                .runBy(analysis)
                .getCalibration();

        assertThat(result.getMethod()).isEqualTo("constant");
        assertThat(result.getReason()).contains("labels are wrong more often the surer the model is");
    }

    @Test
    void judgesNoMapOnOtherClasses() {
        LocalJob fit = job("temperature", "", rows(200));
        LocalJob judge = job("", UUID.randomUUID().toString(), "label,p0,p1\n0,0.7,0.3\n")
                .after(fit, fit.runBy(analysis));

        assertThatThrownBy(() -> judge.runBy(analysis))
                .isInstanceOf(ReportFault.class)
                .hasMessage("the file has 2 classes where the map was fitted on 3");
    }

    @Test
    void namesWhatIsWrongWithAFile() {
        assertThatThrownBy(() -> job("", "", "label,p0,p1,p3\n0,0.5,0.3,0.2\n").runBy(analysis))
                .hasMessage("the columns p0,p1,… must have no gap, but there is p3 and no p2");
        assertThatThrownBy(() -> job("", "", "label,confidence\n0,0.5\n").runBy(analysis))
                .isInstanceOf(ReportFault.class)
                .hasMessage("the file must have columns label,p0,p1,…; its columns are label, confidence");
        assertThatThrownBy(
                        () -> job("", "", "label,p0,p1\n7,0.5,0.5\n0,x,0.5\n").runBy(analysis))
                .hasMessageContaining(
                        "none of the file's 2 rows can be used; line 2: label must be the number of a class, 0 to 1, got `7`");
        assertThatThrownBy(() -> job("magic", "", rows(10)).runBy(analysis))
                .hasMessageContaining("method must be one of auto, temperature");
    }

    private CalibrationResult[] fitAndJudge(String method, Path folder) {
        LocalJob fit = LocalJob.of(settings(method, ""), folder.resolve("calibration.csv"));
        Report fitted = fit.runBy(analysis);
        LocalJob judge = LocalJob.of(settings("", UUID.randomUUID().toString()), folder.resolve("test.csv"))
                .after(fit, fitted);
        return new CalibrationResult[] {
            fitted.getCalibration(), judge.runBy(analysis).getCalibration()
        };
    }

    private static LocalJob job(String method, String fitted, String csv) {
        return new LocalJob(settings(method, fitted), csv);
    }

    private static Report.Builder settings(String method, String fitted) {
        return Report.newBuilder()
                .setCalibrationSettings(
                        CalibrationSettings.newBuilder().setMethod(method).setFittedReportId(fitted));
    }

    /** Of a model of three classes that is twice as sure as it should be. */
    private static String rows(int count) {
        SplittableRandom random = new SplittableRandom(count);
        StringBuilder csv = new StringBuilder("label,p0,p1,p2\n");
        for (int i = 0; i < count; i++) {
            double[] honest = new double[3];
            double sum = 0;
            double sharpened = 0;
            for (int k = 0; k < 3; k++) {
                honest[k] = Math.exp(2 * random.nextGaussian());
                sum += honest[k];
                sharpened += honest[k] * honest[k];
            }
            double drawn = random.nextDouble() * sum;
            int truth = drawn < honest[0] ? 0 : drawn < honest[0] + honest[1] ? 1 : 2;
            csv.append(truth);
            for (double each : honest) {
                csv.append(',').append(each * each / sharpened);
            }
            csv.append('\n');
        }
        return csv.toString();
    }
}
