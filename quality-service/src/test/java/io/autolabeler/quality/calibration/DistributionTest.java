package io.autolabeler.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void keepsAWholeDistribution() {
        Distribution whole = Distribution.of(.7, .2, .1);

        assertThat(whole.mended()).isFalse();
        assertThat(whole.trusted()).isTrue();
        assertThat(whole.confidence()).isEqualTo(.7);
    }

    @Test
    void renormalisesAndSaysSo() {
        Distribution mended = Distribution.of(3, 1);

        assertThat(mended.shares()).containsExactly(.75, .25);
        assertThat(mended.mended()).isTrue();
        assertThat(mended.trusted()).isTrue();
        assertThat(Distribution.of(.5, .5004).mended()).isFalse();
        assertThat(Distribution.of(1.2, -.2).mended()).isTrue();
    }

    @Test
    void doesNotTrustWhatIsNoNumber() {
        Distribution mended = Distribution.of(.6, Double.NaN, .2);

        assertThat(mended.mended()).isTrue();
        assertThat(mended.trusted()).isFalse();
        assertThat(mended.confidence()).isCloseTo(.75, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(Distribution.of().trusted()).isFalse();
        assertThat(Distribution.of(0, 0).trusted()).isFalse();
        assertThat(Distribution.of(Double.NaN).confidence()).isZero();
    }

    @Test
    void takesTheFirstOfEqualShares() {
        assertThat(Distribution.of(.2, .4, .4).top()).isEqualTo(1);
    }

    @Test
    void holdsASingleLowNumberForTheChosenLabel() {
        Distribution single = Distribution.of(.3);

        assertThat(single.top()).isZero();
        assertThat(single.confidence()).isEqualTo(.3);
    }

    @Test
    void observesATruthWithoutScoreAsTheChosenLabelAgainstTheRest() {
        Observation observed =
                Observation.of(List.of("a", "b"), new double[] {.7, .3}, "c").orElseThrow();

        assertThat(observed.correct()).isFalse();
        assertThat(observed.shares()[0]).isEqualTo(.7);
        assertThat(Observation.of(List.of("a"), new double[] {.3}, "a")
                        .orElseThrow()
                        .correct())
                .isTrue();
        assertThat(Observation.of(List.of("a"), new double[] {Double.NaN}, "a")).isEmpty();
    }
}
