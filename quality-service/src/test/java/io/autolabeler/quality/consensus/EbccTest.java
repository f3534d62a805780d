package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.assertNeverFalls;
import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EbccTest {
    private static final double TEN = 1e-10;
    private static final int MANY = 3000;

    @Test
    void equalsTheReferenceWithoutSubtypesOnThreeClasses() {
        Scene d = new Scene(Vectors.d(), 1);

        assertThat(d.laggingBoundAfter(1)).isCloseTo(-80.4669583391, within(TEN));
        assertRow(d.row(0), TEN, .9696013755, .0235494376, .0068491869);
        assertThat(d.laggingBoundAfter(4)).isCloseTo(-75.3583486622, within(TEN));
        assertRow(d.row(3), TEN, .0297122184, .9555553149, .0147324667);
        assertThat(d.laggingBoundAfter(4)).as("round 9").isCloseTo(-75.3541233018, within(TEN));
        assertRow(d.row(3), TEN, .0296760409, .9556010684, .0147228907);
        assertThat(d.laggingBoundAfter(MANY)).as("at the end").isCloseTo(d.run.bound(), within(TEN));
    }

    @Test
    void equalsTheReferenceWithoutSubtypesOnTwoClasses() {
        Scene b = new Scene(Vectors.b(), 1);

        assertThat(b.laggingBoundAfter(1)).isCloseTo(-33.1318298314, within(TEN));
        assertThat(b.laggingBoundAfter(6)).isCloseTo(-31.7510438900, within(TEN));
        assertThat(b.laggingBoundAfter(9)).as("round 16").isCloseTo(-31.7480134556, within(TEN));
        double[] shares = b.run.shares();
        double[] column = {shares[1], shares[3], shares[5], shares[7], shares[9], shares[11]};
        assertRow(column, TEN, .9912190971, .9287220670, .8567093478, .0684701835, .0084127090, .1380679241);
    }

    @Test
    void equalsTheReferenceWithTwoSubtypes() {
        Scene d = new Scene(Vectors.d(), 2);

        assertThat(d.laggingBoundAfter(1)).isCloseTo(-113.9985073053, within(TEN));
        assertRow(d.row(0), TEN, .9720159599, .0223883572, .0055956829);
        assertThat(d.laggingBoundAfter(1)).isCloseTo(-110.8953927248, within(TEN));
        assertThat(d.laggingBoundAfter(MANY)).isCloseTo(-102.5152992570, within(TEN));
        assertRow(d.row(3), TEN, .0300701218, .9550253038, .0149045744);

        Scene b = new Scene(Vectors.b(), 2);
        assertThat(b.laggingBoundAfter(1)).isCloseTo(-40.3405642549, within(TEN));
        assertThat(b.laggingBoundAfter(MANY)).isCloseTo(-34.2557271210, within(TEN));
        assertRow(b.row(0), TEN, .0087751327, .9912248673);
    }

    @Test
    void stopsWhereTheReferenceStopsWithTwoSubtypes() {
        assertThat(stoppedBound(new Scene(Vectors.d(), 2))).isCloseTo(-102.5157146312, within(TEN));
        assertThat(stoppedBound(new Scene(Vectors.b(), 2))).isCloseTo(-34.2575663634, within(TEN));
    }

    @Test
    void wantsNoSubtypesWhereEightItemsShowNone() {
        assertThat(evidence(new Scene(Vectors.d(), 1), 9)).isCloseTo(-32.1088596617, within(TEN));
        assertThat(evidence(new Scene(Vectors.d(), 2), MANY)).isCloseTo(-34.3763855854, within(TEN));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void neverLosesTheBound(long seed) {
        VoteMatrix votes = Vectors.random(seed, 50, 6, 2 + (int) (seed % 3));
        double[] shares = Shares.ofVotes(votes);
        double[] kinds = EbccRun.randomStart(shares, 4, Vectors.random(seed));
        EbccRun run = new EbccRun(votes, Ebcc.classPrior(shares, votes.classes()), kinds, 4);
        double[] bounds = new double[40];

        for (int r = 0; r < bounds.length; r++) {
            run.step();
            bounds[r] = run.bound();
        }

        assertNeverFalls(bounds, 1e-10);
    }

    @ParameterizedTest(name = "{0} rounds")
    @ValueSource(ints = {1, 2, 5, 20})
    void equalsIbccWithoutSubtypesAndWithItsClassPrior(int rounds) {
        VoteMatrix votes = Vectors.random(3, 40, 6, 3);
        EbccRun run = new EbccRun(votes, new double[] {1, 1, 1}, Shares.ofVotes(votes), 1);
        Consensus ibcc = new Ibcc(PriorCounts.of(4, 1), Vectors.rounds(rounds)).infer(votes);

        for (int r = 0; r < rounds; r++) {
            run.step();
        }

        for (int i = 0; i < votes.items(); i++) {
            assertRow(Arrays.copyOfRange(run.shares(), i * 3, i * 3 + 3), 1e-12, ibcc.posteriors()[i]);
        }
    }

    @Test
    void keepsTheBestOfItsStarts() {
        VoteMatrix votes = Vectors.random(5, 60, 8, 3);
        double one = new Ebcc(1, 7).infer(votes).trace().bounds()[0];
        double many = new Ebcc(12, 7).infer(votes).trace().bounds()[0];

        assertThat(many).isGreaterThanOrEqualTo(one);
        assertThat(new Ebcc(12, 7).infer(votes).posteriors())
                .isDeepEqualTo(new Ebcc(12, 7).infer(votes).posteriors());
    }

    @Test
    void refusesWhatHasNoMemoryBeforeTakingAny() {
        VoteMatrix votes = VoteMatrix.builder(10, 100_000, 50).vote(0, 0, 0).build();

        assertThat(new Ebcc(1, 1).fits(votes)).isFalse();
        assertThatThrownBy(() -> new Ebcc(1, 1).infer(votes))
                .hasMessageStartingWith("cells must be at most 200000000, got 2500005000")
                .hasMessageContaining("use ibcc");
    }

    /** The bound in the round in which no posterior moves any more by more than a thousandth. */
    private static double stoppedBound(Scene scene) {
        double[] before = scene.run.shares();
        double bound = scene.laggingBoundAfter(1);
        while (!Shares.close(scene.run.shares(), before, 1e-3, 1e-5)) {
            before = scene.run.shares();
            bound = scene.laggingBoundAfter(1);
        }
        return bound;
    }

    /** The bound with the priors' normalisers, which makes numbers of subtypes comparable. */
    private static double evidence(Scene scene, int rounds) {
        int subtypes = scene.subtypes;
        double[] subtypePrior = new double[subtypes];
        Arrays.fill(subtypePrior, .1 / subtypes);
        double[] row = {4, 1, 1};
        return scene.laggingBoundAfter(rounds)
                - 3 * Digammas.logBeta(subtypePrior, 0, 1, subtypes)
                - Digammas.logBeta(Ebcc.classPrior(Shares.ofVotes(scene.votes), 3), 0, 1, 3)
                - 4 * subtypes * 3 * Digammas.logBeta(row, 0, 1, 3);
    }

    /** A run with one subtype, or with two that share each item as a quarter, a half or three quarters by turns. */
    private static final class Scene {
        private final VoteMatrix votes;
        private final int subtypes;
        private final double[] kinds;
        private final EbccRun run;

        Scene(VoteMatrix votes, int subtypes) {
            double[] shares = Shares.ofVotes(votes);
            this.votes = votes;
            this.subtypes = subtypes;
            this.kinds = new double[shares.length * subtypes];
            for (int c = 0; c < shares.length; c++) {
                double first = subtypes == 1 ? 1 : (c / votes.classes() % 3 + 1) / 4.0;
                kinds[c * subtypes] = shares[c] * first;
                if (subtypes == 2) {
                    kinds[c * 2 + 1] = shares[c] * (1 - first);
                }
            }
            this.run = new EbccRun(votes, Ebcc.classPrior(shares, votes.classes()), kinds, subtypes);
        }

        /** As the published code computes it: counts of the round before, entropy of this one. */
        double laggingBoundAfter(int rounds) {
            double bound = 0;
            for (int r = 0; r < rounds; r++) {
                bound = run.bound() + Shares.negEntropy(kinds);
                run.step();
                bound -= Shares.negEntropy(kinds);
            }
            return bound;
        }

        double[] row(int item) {
            return Arrays.copyOfRange(run.shares(), item * votes.classes(), (item + 1) * votes.classes());
        }
    }
}
