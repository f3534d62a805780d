package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EnsembleDiversityTest {
    private static final int ITEMS = 2000;

    @Test
    void countsAnAnnotatorAndItsCopiesOnce() {
        VoteMatrix votes = copiesAndAnIndependent();

        EnsembleDiversity diversity = EnsembleDiversity.of(votes, new MajorityVote().infer(votes));

        double[] weights = diversity.weights();
        assertThat(diversity.correlations()[0][1]).isCloseTo(.9, within(1e-12));
        assertThat(diversity.correlations()[0][3]).isCloseTo(0, within(.05));
        assertThat((weights[0] + weights[1] + weights[2]) / weights[3]).isCloseTo(1.07, within(.15));
        assertThat(diversity.effectiveVoters()).isBetween(1.8, 2.2);
        assertThat(diversity.accuracies()[0]).isCloseTo(.8, within(.03));
        assertThat(diversity.vote(new double[] {.5, .5}).infer(votes).items()).isEqualTo(ITEMS);
    }

    @Test
    void measuresEveryPair() {
        VoteMatrix votes = copiesAndAnIndependent();

        EnsembleDiversity diversity = EnsembleDiversity.of(votes, new MajorityVote().infer(votes));

        ModelPair copies = diversity.pairs().get(0);
        ModelPair strangers = diversity.pairs().get(2);
        assertThat(diversity.pairs()).hasSize(6);
        assertThat(copies.disagreement().orElseThrow()).isZero();
        assertThat(copies.doubleFault().orElseThrow()).isCloseTo(.2, within(.03));
        assertThat(copies.qStatistic().orElseThrow()).isEqualTo(1);
        assertThat(strangers.second()).isEqualTo(3);
        assertThat(strangers.disagreement().orElseThrow()).isCloseTo(.32, within(.04));
        assertThat(strangers.doubleFault().orElseThrow()).isCloseTo(.04, within(.015));
        assertThat(strangers.qStatistic().orElseThrow()).isCloseTo(0, within(.2));
    }

    @Test
    void expectsCountsWhereTruthsAreOnlyProbable() {
        VoteMatrix votes = Vectors.matrix(2, "00", "01", "11");
        double[][] posteriors = {{.8, .2}, {.6, .4}, {.1, .9}};

        ModelPair pair = new VotesByAnnotator(votes, false).pair(0, 1, posteriors);

        assertRow(
                new double[] {pair.bothRight(), pair.onlyFirst(), pair.onlySecond(), pair.bothWrong()},
                1e-12,
                1.7,
                .6,
                .4,
                .3);
        assertThat(pair.qStatistic().orElseThrow())
                .isCloseTo((1.7 * .3 - .6 * .4) / (1.7 * .3 + .6 * .4), within(1e-12));
        assertThat(pair.errorCorrelation())
                .isCloseTo((1.7 * .3 - .6 * .4) / Math.sqrt(2.3 * .7 * 2.1 * .9), within(1e-12));
    }

    @Test
    void saysNothingOfPairsWithoutCommonItems() {
        VoteMatrix votes = Vectors.matrix(2, "0.", ".1");

        ModelPair pair = EnsembleDiversity.of(votes, new MajorityVote().infer(votes))
                .pairs()
                .get(0);

        assertThat(pair.disagreement()).isEmpty();
        assertThat(pair.doubleFault()).isEmpty();
        assertThat(pair.qStatistic()).isEmpty();
        assertThat(pair.errorCorrelation()).isZero();
    }

    @Test
    void solvesForWeightsAndKeepsThemAboveZero() {
        double[][] half = {{1, .5}, {.5, 1}};

        assertRow(DiverseWeights.of(half, new double[] {1, 1}), 1e-10, 2 / 3.0, 2 / 3.0);
        assertRow(DiverseWeights.of(half, new double[] {2, .5}), 1e-10, 2, 0);
        assertRow(DiverseWeights.divided(half, new double[] {3, -1}), 1e-12, 2, 0);
        assertThat(DiverseWeights.effectiveVoters(half, new double[] {1, 1})).isCloseTo(4 / 3.0, within(1e-12));
        assertThat(DiverseWeights.effectiveVoters(half, new double[2])).isZero();
    }

    @Test
    void dividesWhereCorrelationsContradictEachOther() {
        double[][] impossible = {{1, -.9, -.9}, {-.9, 1, -.9}, {-.9, -.9, 1}};

        assertRow(DiverseWeights.of(impossible, new double[] {1, 1, 1}), 1e-12, 1, 1, 1);
    }

    /** Annotators 0 to 2 are one and the same, 3 errs on its own; truths are known. */
    private static VoteMatrix copiesAndAnIndependent() {
        RandomGenerator random = Vectors.random(6);
        VoteMatrixBuilder builder = VoteMatrix.builder(ITEMS, 4, 2);
        for (int i = 0; i < ITEMS; i++) {
            int truth = random.nextInt(2);
            int copied = random.nextDouble() < .8 ? truth : 1 - truth;
            int own = random.nextDouble() < .8 ? truth : 1 - truth;
            builder.gold(i, truth)
                    .vote(i, 0, copied)
                    .vote(i, 1, copied)
                    .vote(i, 2, copied)
                    .vote(i, 3, own);
        }
        return builder.build();
    }
}
