package io.autolabeler.quality.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accuracies on public sets against those of the published code; tied classes count their share. */
class CrowdSetsTest {
    private static final double TO_THE_DIGIT = 5e-7;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "rte, .896875, .921250, .925000, .928750, .927500, .927500",
        "d_possent, .933500, .951000, .948000, .960000, .956000, .960000",
        "bluebird, .759259, .759259, .583333, .898148, .759259, .888889",
        "weather_CF, .882222, .893333, .890000, .860000, .893333, .883333",
        "s_face, .636701, .630137, .611301, .643836, .618151, .640411"
    })
    void reachesThePublishedAccuracies(
            String name, double majority, double wawa, double oneCoin, double dawidSkene, double bwa, double ibcc) {
        CrowdSet set = CrowdSet.load(name);

        double[] reached = {
            set.score(new MajorityVote()).accuracy(),
            set.score(new Wawa()).accuracy(),
            set.score(new OneCoin()).accuracy(),
            set.score(DawidSkene.strong()).accuracy(),
            set.score(new Bwa()).accuracy(),
            set.score(new Ibcc()).accuracy()
        };

        assertThat(reached)
                .containsExactly(new double[] {majority, wawa, oneCoin, dawidSkene, bwa, ibcc}, within(TO_THE_DIGIT));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"rte, .931250", "d_possent, .961000", "bluebird, .861111", "weather_CF, .883333"})
    void reachesThePublishedAccuracyWithSubtypes(String name, double published) {
        assertThat(CrowdSet.load(name).score(new Ebcc(40, 1)).accuracy()).isCloseTo(published, within(TO_THE_DIGIT));
    }

    /** This set has many optima, and forty starts do not always find the best, where the published .642123 lies. */
    @Test
    void staysWithinTheSpreadOfStartsWithSubtypesOnFaces() {
        assertThat(CrowdSet.load("s_face").score(new Ebcc(40, 1)).accuracy()).isBetween(.609, .650);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void choosesWellWithoutKnowingTheTruth(long seed) {
        double sum = 0;
        for (String name : CrowdSet.NAMES) {
            CrowdSet set = CrowdSet.load(name);
            GoldScore majority = set.score(new MajorityVote());
            double accuracy = set.score(new AutoConsensus(seed, false)).accuracy();
            assertThat(accuracy).as(name).isGreaterThanOrEqualTo(majority.accuracy() - majority.standardError());
            sum += accuracy;
        }

        assertThat(sum / CrowdSet.NAMES.size()).isGreaterThanOrEqualTo(.860);
    }
}
