package io.autolabeler.quality.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.autolabeler.quality.sampling.Inspection.Severity;
import io.autolabeler.quality.sampling.Iso2859.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectionTest {
    @ParameterizedTest
    @CsvSource({
        "2, A",
        "8, A",
        "9, B",
        "15, B",
        "16, C",
        "25, C",
        "26, D",
        "50, D",
        "51, E",
        "90, E",
        "91, F",
        "150, F",
        "151, G",
        "280, G",
        "281, H",
        "500, H",
        "501, J",
        "1200, J",
        "1201, K",
        "3200, K",
        "3201, L",
        "10000, L",
        "10001, M",
        "35000, M",
        "35001, N",
        "150000, N",
        "150001, P",
        "500000, P",
        "500001, Q",
        "2147483647, Q"
    })
    void findsTheCodeLetterOfALot(int lot, char letter) {
        assertThat(Iso2859.codeLetter(lot, Level.II)).isEqualTo(letter);
        assertThat(Iso2859.codeLetter(lot, Level.I)).isLessThanOrEqualTo(letter);
        assertThat(Iso2859.codeLetter(lot, Level.III)).isGreaterThan(letter);
    }

    @ParameterizedTest
    @CsvSource({
        "J, 1.0, 80, 2",
        "K, 1.0, 125, 3",
        "K, .65, 125, 2",
        "A, 10, 5, 1",
        "A, 6.5, 2, 0",
        "G, .65, 20, 0",
        "H, .65, 80, 1",
        "J, .25, 50, 0",
        "J, .40, 125, 1",
        "R, .015, 800, 0",
        "A, .010, 1250, 0",
        "L, 10, 125, 21",
        "J, 2.5, 80, 5",
        "J, 4.0, 80, 7",
        "J, 6.5, 80, 10",
        "J, 10, 80, 14",
        "K, 10, 125, 21",
        "R, .65, 2000, 21",
        "R, .40, 2000, 14"
    })
    void followsTheDiagonalsOfTheTable(char letter, double limit, int sample, int accept) {
        assertThat(Iso2859.plan(letter, limit)).isEqualTo(new AcceptancePlan(0, sample, accept));
    }

    @Test
    void looksAtAllOfALotThatIsNoLargerThanItsSample() {
        assertThat(Iso2859.plan(500, Level.II, 1.0)).contains(new AcceptancePlan(500, 50, 1));
        assertThat(Iso2859.plan(500, Level.II, .010)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Iso2859.plan(500, Level.II, 1.1));
        assertThatIllegalArgumentException().isThrownBy(() -> Iso2859.codeLetter(1, Level.II));
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, +-+++",
        "TIGHTENED, +-+++-",
        "TIGHTENED, --",
        "NORMAL, -++++-",
        "NORMAL, +++++++++",
        "REDUCED, ++++++++++",
        "REDUCED, -++++++++++",
        "REDUCED, +++++++++++++",
        "NORMAL, ++++++++++-",
        "NORMAL, ++++++++++-+++++++++",
        "NORMAL, ++++++++++--",
        "TIGHTENED, ++++++++++---",
        "TIGHTENED, --++++",
        "NORMAL, --+++++",
        "NORMAL, --++++-+++++",
        "TIGHTENED, ----+-+-",
        "STOPPED, -------",
        "STOPPED, ----+-++++--"
    })
    void switchesByWhatLotsCameTo(Severity expected, String outcomes) {
        assertThat(after(outcomes).severity()).isEqualTo(expected);
    }

    @Test
    void goesOnAfterAStopOnlyWhenRestarted() {
        Inspection stopped = after("-------");

        assertThatIllegalStateException().isThrownBy(() -> stopped.after(true));
        assertThat(stopped.plan(0, .01, .05)).isEmpty();
        assertThat(stopped.restart().severity()).isEqualTo(Severity.TIGHTENED);
        assertThat(stopped.restart().after(false).severity()).isEqualTo(Severity.TIGHTENED);
        assertThat(Inspection.start().restart()).isEqualTo(Inspection.start());
    }

    @ParameterizedTest
    @CsvSource({
        "'', .01, .05, 132, 3", "--, .01, .05, 153, 3", "++++++++++, .01, .05, 78, 2",
        "'', .02, .08, 98, 4", "--, .02, .08, 112, 4", "++++++++++, .02, .08, 63, 3"
    })
    void designsThePlanOfItsSeverity(String outcomes, double acceptable, double rejectable, int sample, int accept) {
        assertThat(after(outcomes).plan(0, acceptable, rejectable)).contains(new AcceptancePlan(0, sample, accept));
    }

    private static Inspection after(String outcomes) {
        Inspection inspection = Inspection.start();
        for (char each : outcomes.toCharArray()) {
            inspection = inspection.after(each == '+');
        }
        return inspection;
    }
}
