package io.autolabeler.quality.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.agreement.CohenKappa.Weights;
import org.junit.jupiter.api.Test;

class KappaTest {
    private static final Ratings TWO = Tables.ratings("0 0 1 1 2 2 0 1 2 0", "0 1 1 1 2 0 0 1 2 2");

    @Test
    void agreesWithTheReferencesOnTwoRaters() {
        CohenKappa kappa = CohenKappa.of(TWO, 0, 1).orElseThrow();

        assertThat(kappa.value(Weights.NONE)).hasValueCloseTo(0.5522388059701492, within(1e-14));
        assertThat(kappa.value(Weights.LINEAR)).hasValueCloseTo(0.4318181818181819, within(1e-14));
        assertThat(kappa.value(Weights.QUADRATIC)).hasValueCloseTo(0.3076923076923077, within(1e-14));
        assertThat(kappa.standardError(Weights.NONE)).hasValueCloseTo(0.21281980487772187, within(1e-14));
        assertThat(kappa.standardErrorUnderChance(Weights.NONE)).hasValueCloseTo(0.21981380970687, within(1e-13));
        assertThat(ManyRaters.of(TWO).gwetAc1()).hasValueCloseTo(0.550561797752809, within(1e-14));
        assertThat(ManyRaters.of(TWO).fleissKappa()).hasValueCloseTo(0.5488721804511277, within(1e-14));
        assertThat(ManyRaters.of(Tables.A).gwetAc1()).hasValueCloseTo(0.775444068126995, within(1e-14));
    }

    @Test
    void agreesWithTheReferenceOnManyRaters() {
        ManyRaters table = ManyRaters.of(new double[][] {
            {0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
            {7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7}
        });

        assertThat(table.fleissKappa()).hasValueCloseTo(0.20993070442195522, within(1e-14));
        assertThat(table.agreement()).isEqualTo(0.378021978021978, within(1e-14));
        assertThat(table.gwetChance()).hasValueCloseTo(0.19681122448979593, within(1e-14));
        assertThat(table.gwetAc1()).hasValueCloseTo(0.22561415081662817, within(1e-14));
    }

    @Test
    void comparesTwoOfManyRatersByThePlacesOfAllValues() {
        Ratings many = Tables.ratings("0 0 1 1 2 2 0 1 2 0", "0 1 1 1 2 0 0 1 2 2", "3 3 3 3 3 3 3 3 3 3");
        CohenKappa pair = CohenKappa.of(many, 0, 1).orElseThrow();
        Ratings gap = Tables.ratings("0 0 3 3", "0 3 3 0", "1 2 1 2");

        assertThat(pair.value(Weights.NONE)).hasValueCloseTo(0.5522388059701492, within(1e-14));
        assertThat(pair.value(Weights.QUADRATIC)).hasValueCloseTo(0.3076923076923077, within(1e-14));
        assertThat(pair.standardError(Weights.NONE)).hasValueCloseTo(0.21281980487772187, within(1e-14));
        assertThat(CohenKappa.of(gap, 0, 1).orElseThrow().places()).containsExactly(0, 3);
        assertThat(CohenKappa.of(gap, 0, 2).orElseThrow().places()).containsExactly(0, 1, 2, 3);
    }

    @Test
    void leavesUnitsWithOneRatingOutOfFleissKappa() {
        ManyRaters pairs = ManyRaters.of(Tables.ratings("0 0 1 1", "0 1 1 0"));
        ManyRaters singles = ManyRaters.of(Tables.ratings("0 0 1 1 0 0", "0 1 1 0 . ."));

        assertThat(singles.fleissKappa()).isEqualTo(pairs.fleissKappa()).isPresent();
        assertThat(pairs.differsInRatings()).isFalse();
        assertThat(singles.differsInRatings()).isTrue();
        // Agreement 1/2; shares over all six units are 4/6 and 2/6.
        assertThat(singles.averagedFleissKappa()).hasValueCloseTo((.5 - 5. / 9) / (1 - 5. / 9), within(1e-14));
        assertThat(pairs.averagedFleissKappa()).isEqualTo(pairs.fleissKappa());
    }

    @Test
    void averagesOverUnitsWithDifferentNumbersOfRatings() {
        ManyRaters unequal = ManyRaters.of(new double[][] {{2, 0}, {1, 1}, {2, 1}, {0, 3}});

        // Agreement (1 + 0 + 1/3 + 1) / 4 = 7/12; shares (1 + 1/2 + 2/3 + 0) / 4 = 13/24 and 11/24.
        double chance = (169. + 121) / 576;
        assertThat(unequal.fleissKappa()).isEmpty();
        assertThat(unequal.averagedFleissKappa()).hasValueCloseTo((7. / 12 - chance) / (1 - chance), within(1e-14));
    }

    @Test
    void differsWhereOneValueCoversNearlyAll() {
        int[][] counts = {{90, 5}, {5, 0}};
        double[][] units = new double[100][];
        for (int u = 0; u < 100; u++) {
            units[u] = u < 90 ? new double[] {2, 0} : new double[] {1, 1};
        }

        assertThat(CohenKappa.of(counts).orElseThrow().value(Weights.NONE))
                .hasValueCloseTo(-0.05263157894736725, within(1e-14));
        assertThat(ManyRaters.of(units).gwetAc1()).hasValueCloseTo(0.8895027624309393, within(1e-14));
    }

    @Test
    void isNotDefinedWhereThereIsNothingToCompare() {
        assertThat(CohenKappa.of(Tables.ratings("1 .", ". 1"), 0, 1)).isEmpty();
        assertThat(CohenKappa.of(Tables.ratings("1 1", "1 1"), 0, 1)
                        .orElseThrow()
                        .value(Weights.NONE))
                .isEmpty();
        assertThat(ManyRaters.of(Tables.A).fleissKappa()).isEmpty();
        assertThat(ManyRaters.of(Tables.ratings("1 1", "1 1")).gwetAc1()).isEmpty();
    }
}
