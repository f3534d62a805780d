package io.autolabeler.quality.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
    /** How many items of the vector have the difference -1, 0 and 1. */
    private static final int[] ITEMS = {1, 2, 3};

    @Test
    void givesTheIntervalOfAllResamplesOfTheVector() {
        PairedBootstrap result =
                PairedBootstrap.of(ITEMS, PairedBootstrapTest::meanDifference, new Bootstrap(20_000, 1), share -> {});

        assertThat(result.difference()).isEqualTo(1 / 3.0);
        assertThat(result.interval().lower()).isCloseTo(-1 / 3.0, within(1e-12));
        assertThat(result.interval().upper()).isCloseTo(5 / 6.0, within(1e-12));
        assertThat(result.pValue()).isCloseTo(2 * .204089506173, within(.01));
    }

    @Test
    void resamplesAsOftenAsAllResamplesOfTheVectorDo() {
        double[] values =
                new Bootstrap(200_000, 7).run(ITEMS, sample -> new double[] {meanDifference(sample)}, share -> {})[0];

        double mean = Arrays.stream(values).average().orElseThrow();
        double square = Arrays.stream(values)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(1 / 3.0, within(.003));
        assertThat(Math.sqrt(square)).isCloseTo(.304290309725, within(.002));
        assertThat(share(values, 0)).isCloseTo(.204089506173, within(.004));
        assertThat(share(values, -1e-9)).isCloseTo(.090835048011, within(.003));
        assertThat(Quantiles.of(values).middle95().lower()).isCloseTo(-1 / 3.0, within(1e-12));
        assertThat(Quantiles.of(values).middle95().upper()).isCloseTo(5 / 6.0, within(1e-12));
    }

    @Test
    void findsNothingWhereTheSystemsNeverDiffer() {
        PairedBootstrap result = PairedBootstrap.of(
                new int[] {0, 9, 0}, PairedBootstrapTest::meanDifference, new Bootstrap(99, 1), share -> {});

        assertThat(result).isEqualTo(new PairedBootstrap(0, new Interval(0, 0), 1));
    }

    private static double meanDifference(int[] sample) {
        return (double) (sample[2] - sample[0]) / (sample[0] + sample[1] + sample[2]);
    }

    private static double share(double[] values, double most) {
        return (double) Arrays.stream(values).filter(each -> each <= most).count() / values.length;
    }
}
