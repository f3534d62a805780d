package io.autolabeler.quality.certification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditProcessTest {
    @Test
    void betsAgainstThePromise() {
        AuditProcess start = AuditProcess.start(Risk.DEFAULT);

        assertThat(Math.exp(start.next(true).logEvidence())).isCloseTo(1 + 1.5 / .98 * .98, within(1e-12));
        assertThat(Math.exp(start.next(false).logEvidence())).isCloseTo(1 - 1.5 / .98 * .02, within(1e-12));
    }

    @Test
    void stopsAfterARunOfErrorsAndStaysStopped() {
        AuditProcess audit = AuditProcess.start(Risk.DEFAULT);
        for (int i = 0; i < 3; i++) {
            audit = audit.next(true);
            assertThat(audit.mustStop()).isFalse();
        }
        audit = audit.next(true);

        assertThat(audit.mustStop()).isTrue();
        assertThat(audit.next(false).mustStop()).isTrue();
        assertThat(audit.next(false).audited()).isEqualTo(5);
        assertThat(audit.next(false).errors()).isEqualTo(4);
    }

    @Test
    void goesOnFromItsStoredParts() {
        AuditProcess audit = AuditProcess.start(Risk.DEFAULT).next(true).next(false);
        AuditProcess stored = new AuditProcess(audit.risk(), audit.logEvidence(), audit.audited(), audit.errors());

        assertThat(stored.next(true)).isEqualTo(audit.next(true));
    }

    @Test
    void rarelyBlamesAPromiseThatHoldsAndFindsOneThatDoesNot() {
        assertThat(stopped(.02, 3_000)).isLessThanOrEqualTo(.05 + 3 * Math.sqrt(.05 * .95 / 300));
        assertThat(stopped(.05, 1_000)).isGreaterThan(.9);
    }

    @Test
    void startsAnewWithEveryPromise() {
        AuditProcess broken = AuditProcess.start(Risk.DEFAULT);
        for (int i = 0; i < 5; i++) {
            broken = broken.next(true);
        }

        AuditProcess anew = AuditProcess.start(broken.risk());

        assertThat(broken.mustStop()).isTrue();
        assertThat(anew.mustStop()).isFalse();
        assertThat(anew.logEvidence()).isZero();
        assertThat(anew.audited()).isZero();
    }

    @Test
    void neverStakesAllItHas() {
        for (double alpha = .01; alpha < .4; alpha += .01) {
            double left = Math.exp(
                    AuditProcess.start(new Risk(alpha, .05)).next(false).logEvidence());

            assertThat(left)
                    .isCloseTo(1 - Math.min(1.5 / (1 - alpha), 1 / alpha) * alpha, within(1e-9))
                    .isPositive();
        }
    }

    @Test
    void looksAtTwoPercentButAtTwentyAWeek() {
        assertThat(AuditProcess.share(100_000)).isEqualTo(.02);
        assertThat(AuditProcess.share(200)).isEqualTo(.1);
        assertThat(AuditProcess.share(5)).isEqualTo(1);
    }

    @Test
    void refusesAPromiseTooWeakToWatch() {
        assertThatThrownBy(() -> AuditProcess.start(new Risk(.4, .05))).hasMessage("alpha must be below .4, got 0.4");
        assertThatThrownBy(() -> new AuditProcess(Risk.DEFAULT, 0, 1, 2)).hasMessageContaining("2 of 1");
    }

    private static double stopped(double errorRate, int audits) {
        return IntStream.range(0, 300)
                        .filter(seed -> {
                            var random = new SplittableRandom(seed);
                            AuditProcess audit = AuditProcess.start(Risk.DEFAULT);
                            for (int i = 0; i < audits; i++) {
                                audit = audit.next(random.nextDouble() < errorRate);
                            }
                            return audit.mustStop();
                        })
                        .count()
                / 300.0;
    }
}
