package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaceTest {
    private static final double EIGHT = 1e-8;
    private static final double NINE = 1e-9;

    @Test
    void sharesLabelsBetweenKnowledgeAndGuess() {
        MaceRun run = new MaceRun(Vectors.d());

        double logLikelihood = run.expect();

        assertThat(logLikelihood).isCloseTo(-30.093943045, within(NINE));
        assertRow(row(run.shares, 0), EIGHT, .92753623, .05797101, .01449275);
        assertRow(row(run.shares, 3), EIGHT, 1 / 6.0, 2 / 3.0, 1 / 6.0);
        assertRow(row(run.strategyCounts, 0), EIGHT, 1.03726708, .75581395, 1.2012987);
        assertThat(run.guessCounts[3]).isCloseTo(4.98096923, within(EIGHT));
        assertThat(run.knowCounts[3]).isCloseTo(2.01903077, within(EIGHT));
    }

    @Test
    void updatesByVariationalBayes() {
        MaceRun run = new MaceRun(Vectors.d());
        run.expect();

        run.maximiseBayes();

        assertThat(run.guessing[0]).isCloseTo(.35368689, within(EIGHT));
        assertThat(run.knowing[0]).isCloseTo(.58953063, within(EIGHT));
        assertThat(run.knowing[3]).isCloseTo(.27166232, within(EIGHT));
        assertRow(row(run.strategy, 0), EIGHT, .3243884, .31573048, .32943435);
        assertThat(run.expect()).isCloseTo(-30.308671330, within(NINE));
        assertRow(row(run.shares, 0), EIGHT, .97572863, .01652207, .0077493);
    }

    @Test
    void updatesByLikelihood() {
        MaceRun run = new MaceRun(Vectors.d());
        run.expect();
        double guessed = run.guessCounts[3] + .01 / 3;
        double known = run.knowCounts[3] + .01 / 3;

        run.maximiseLikelihood();

        assertThat(run.guessing[3]).isCloseTo(guessed / (guessed + known), within(1e-15));
        assertThat(run.guessing[3] + run.knowing[3]).isCloseTo(1, within(1e-15));
        assertThat(Arrays.stream(row(run.strategy, 2)).sum()).isCloseTo(1, within(1e-15));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void attributesEveryLabelOnce(long seed) {
        VoteMatrix votes = Vectors.random(seed, 40, 6, 3);
        MaceRun run = new MaceRun(votes, Vectors.random(seed));

        run.expect();

        int[] counts = votes.votesByAnnotator();
        for (int j = 0; j < counts.length; j++) {
            assertThat(run.guessCounts[j] + run.knowCounts[j]).isCloseTo(counts[j], within(1e-10));
            assertThat(Arrays.stream(row(run.strategyCounts, j)).sum()).isCloseTo(run.guessCounts[j], within(1e-10));
        }
    }

    @Test
    void trustsThoseWhoKnow() {
        VoteMatrixBuilder builder = VoteMatrix.builder(60, 5, 3);
        var random = Vectors.random(4);
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 3; j++) {
                builder.vote(i, j, random.nextDouble() < .9 ? i % 3 : random.nextInt(3));
            }
            builder.vote(i, 3, 1);
            builder.vote(i, 4, random.nextInt(3));
        }

        for (Mace.Update update : Mace.Update.values()) {
            Consensus fit = new Mace(update, 50, 10, 7).infer(builder.build());

            assertThat(fit.quality()[0]).isGreaterThan(.7);
            assertThat(fit.quality()[3]).isLessThan(.2);
            assertThat(fit.quality()[4]).isLessThan(.3);
        }
    }

    @Test
    void startsDifferentlyEachTimeButTheSameForASeed() {
        VoteMatrix votes = Vectors.random(8, 60, 8, 3);

        assertThat(new Mace(3).infer(votes).posteriors())
                .isDeepEqualTo(new Mace(3).infer(votes).posteriors());
        double ten =
                new Mace(Mace.Update.LIKELIHOOD, 3, 10, 3).infer(votes).trace().bounds()[2];
        double one =
                new Mace(Mace.Update.LIKELIHOOD, 3, 1, 3).infer(votes).trace().bounds()[2];
        assertThat(ten).isGreaterThan(one);
    }

    @Test
    void refusesNoRounds() {
        assertThatThrownBy(() -> new Mace(Mace.Update.BAYES, 0, 1, 1))
                .hasMessage("rounds and starts must be at least 1, got 0 and 1");
    }

    private static double[] row(double[] flat, int row) {
        return Arrays.copyOfRange(flat, 3 * row, 3 * row + 3);
    }
}
