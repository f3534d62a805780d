package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationSetsTest {
    @ParameterizedTest
    @CsvSource({"cifar10_vgg_probs, 1.736, .0374, .0167", "sst2__nb, .944, .0354, .0265"})
    void reachesThePublishedErrorsByATemperature(String set, double temperature, double before, double after) {
        ScoredItems judged = load(set, "test.csv");

        TemperatureScaling map = TemperatureScaling.fit(load(set, "calibration.csv"));

        assertThat(map.temperature()).isCloseTo(temperature, within(.001));
        assertThat(error(judged)).isCloseTo(before, within(.001));
        assertThat(error(judged.calibrated(map))).isCloseTo(after, within(.001));
    }

    @ParameterizedTest
    @CsvSource({"cifar10_vgg_probs", "sst2__nb"})
    void choosesAMethodNearTheBest(String set) {
        ScoredItems fitted = load(set, "calibration.csv");
        ScoredItems judged = load(set, "test.csv");
        double best = Arrays.stream(CalibrationMethod.values())
                .mapToDouble(method -> error(judged.calibrated(method.fit(fitted))))
                .min()
                .orElseThrow();

        ScoredItems after =
                judged.calibrated(CalibrationChoice.of(fitted, done -> {}).map());

        assertThat(error(after)).isLessThanOrEqualTo(best + .005);
        assertThat(OutcomeScores.logLoss(after.outcomes())).isLessThan(OutcomeScores.logLoss(judged.outcomes()));
        assertThat(DistributionReport.of(after).logLoss())
                .isLessThan(DistributionReport.of(judged).logLoss());
    }

    private static double error(ScoredItems items) {
        return ReliabilityMetrics.of(items.confidence(), items.correct(), ReliabilityMetrics.BINS)
                .expectedError();
    }

    private static ScoredItems load(String set, String file) {
        Path path = SharedData.folder("calibration").resolve(set).resolve(file);
        try {
            List<double[]> rows = Files.readAllLines(path).stream()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
            return ScoredItems.of(
                    rows.stream()
                            .map(row -> Arrays.copyOfRange(row, 1, row.length))
                            .toArray(double[][]::new),
                    rows.stream().mapToInt(row -> (int) row[0]).toArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
