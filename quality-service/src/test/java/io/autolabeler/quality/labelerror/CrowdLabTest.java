package io.autolabeler.quality.labelerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.quality.consensus.VoteMatrix;
import io.autolabeler.quality.consensus.VoteMatrixBuilder;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The worked example is a run of cleanlab. */
class CrowdLabTest {
    private static final int NONE = -1;
    private static final int[][] D = {
        {0, 0, 0, 1}, {0, 0, NONE, 2}, {1, 1, 1, 1}, {1, 1, 2, 0},
        {2, 2, 2, NONE}, {2, 2, 0, 1}, {0, 1, 0, 0}, {2, NONE, 2, 1}
    };
    private static final double[][] P = {
        {.8, .1, .1}, {.6, .2, .2}, {.1, .8, .1}, {.3, .4, .3}, {.1, .1, .8}, {.2, .3, .5}, {.4, .5, .1}, {.1, .3, .6}
    };

    @Test
    void weighsAnnotatorsAndModel() {
        CrowdLab crowd = CrowdLab.of(votes(D, 4, 3), P).orElseThrow();

        CrowdLab.Pass pass = crowd.pass();
        assertThat(pass.likelihood()).isCloseTo(.7291666667, Offset.offset(5e-11));
        assertThat(pass.baselineError()).isCloseTo(.625, Offset.offset(1e-12));
        assertClose(pass.agreement(), .6190476190, .5263157895, .5263157895, .2631578947);
        assertClose(pass.weights(), .3904761905, .2421052632, .2421052632, 1e-6);
        assertThat(pass.modelWeight()).isCloseTo(1.5231546212, Offset.offset(5e-11));
        assertThat(CrowdLab.modelShare(new CrowdVotes(votes(D, 4, 3), P), pass))
                .isCloseTo(.6577114055, Offset.offset(5e-11));
        assertThat(crowd.oneClassCoversAll()).isFalse();
    }

    @Test
    void judgesItemsLabelsAndAnnotators() {
        CrowdLab crowd = CrowdLab.of(votes(D, 4, 3), P).orElseThrow();

        assertThat(crowd.consensus()).containsExactly(0, 0, 1, 1, 2, 2, 0, 2);
        assertClose(
                IntStream.range(0, 8).mapToDouble(crowd::consensusQuality).toArray(),
                .7741610867,
                .6379025690,
                .7741613343,
                .4601238222,
                .7741613531,
                .5236457059,
                .4601240698,
                .6379025690);
        assertThat(crowd.quality()[6])
                .containsExactly(new double[] {.46012407, .42695660, .11291933}, Offset.offset(5e-9));
        assertClose(crowd.annotatorQuality(), .7568262126, .7040945846, .6162692563, .3101327846);
    }

    @Test
    void takesTheModelAloneWhereNobodyLabelled() {
        int[][] rows = {{0, 0}, {1, 1}, {NONE, NONE}, {0, NONE}};
        double[][] p = {{.9, .1}, {.2, .8}, {.3, .7}, {.6, .4}};

        CrowdLab crowd = CrowdLab.of(votes(rows, 3, 2), p).orElseThrow();

        assertThat(crowd.quality()[2]).containsExactly(new double[] {.3, .7}, Offset.offset(1e-12));
        assertThat(crowd.consensus()).containsExactly(0, 1, 1, 0);
        assertThat(crowd.annotatorQuality()[2]).isZero();
    }

    @Test
    void breaksATieByTheModel() {
        int[][] rows = {{0, 1}, {1, 0}, {0, 0}};
        double[][] p = {{.9, .1}, {.2, .8}, {.9, .1}};

        CrowdLab crowd = CrowdLab.of(votes(rows, 2, 2), p).orElseThrow();

        assertThat(crowd.consensus()).containsExactly(0, 1, 0);
    }

    @Test
    void hasNoAnswerWithoutItemsThatSeveralLabelled() {
        assertThat(CrowdLab.of(votes(new int[][] {{0}, {1}}, 1, 2), new double[][] {{1, 0}, {0, 1}}))
                .isEmpty();
        assertThatThrownBy(() -> CrowdLab.of(votes(D, 4, 3), new double[1][3]))
                .hasMessage("probabilities must be as many as items, got 1 and 8");
    }

    @Test
    void saysWhenOneClassCoversAll() {
        CrowdLab crowd = CrowdLab.of(votes(new int[][] {{0, 0}, {0, 0}}, 2, 2), new double[][] {{.9, .1}, {.9, .1}})
                .orElseThrow();

        assertThat(crowd.oneClassCoversAll()).isTrue();
    }

    private static VoteMatrix votes(int[][] rows, int annotators, int classes) {
        VoteMatrixBuilder votes = VoteMatrix.builder(rows.length, annotators, classes);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                if (rows[i][j] != NONE) {
                    votes.vote(i, j, rows[i][j]);
                }
            }
        }
        return votes.build();
    }

    private static void assertClose(double[] values, double... expected) {
        assertThat(values).containsExactly(expected, Offset.offset(5e-11));
    }
}
