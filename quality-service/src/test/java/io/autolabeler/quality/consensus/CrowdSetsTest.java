package io.autolabeler.quality.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
