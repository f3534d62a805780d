package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.TO_THE_END;
import static io.autolabeler.quality.consensus.Vectors.assertNeverFalls;
import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static io.autolabeler.quality.consensus.Vectors.column;
import static io.autolabeler.quality.consensus.Vectors.rounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IbccTest {
    private static final double TEN = 5e-11;
    private static final PriorCounts PRIORS = PriorCounts.of(4, 1);

    @Test
    void takesOneRoundLikeTheReference() {
        Consensus once = new Ibcc(PRIORS, rounds(1)).infer(Vectors.d());

        assertRow(once.posteriors()[0], TEN, .9694591404, .0237473426, .0067935170);
        assertRow(once.posteriors()[3], TEN, .0836079254, .8551265991, .0612654755);
    }

    @Test
    void stopsLikeTheReference() {
        Consensus fit = new Ibcc().infer(Vectors.d());

        assertThat(fit.rounds()).isEqualTo(5);
        assertRow(fit.posteriors()[0], TEN, .9920646789, .0030233571, .0049119640);
        assertRow(fit.posteriors()[3], TEN, .0333382063, .9505673747, .0160944191);
        assertRow(fit.posteriors()[6], TEN, .9872547206, .0113912124, .0013540670);
        assertRow(fit.posteriors()[7], TEN, .0059283352, .0428515963, .9512200685);
    }

    @Test
    void convergesLikeTheReference() {
        Consensus fit = new Ibcc(PRIORS, TO_THE_END).infer(Vectors.d());

        assertRow(fit.posteriors()[0], TEN, .9920665314, .0030223565, .0049111120);
        assertRow(fit.posteriors()[3], TEN, .0332986979, .9506146874, .0160866147);
        assertRow(fit.prior(), TEN, .3642681280, .2743842343, .3613476378);
        assertRow(fit.quality(), TEN, .7632084693, .7151261998, .6837801224, .5584287481);
        Detail.Confusions confusions = (Detail.Confusions) fit.detail();
        double row = 6.9464781733 + 1.0345335089 + 1.0259377255;
        assertThat(confusions.rate(0, 0, 0)).isCloseTo(6.9464781733 / row, within(TEN));
        assertThat(confusions.rate(0, 0, 1)).isCloseTo(1.0345335089 / row, within(TEN));
        assertThat(confusions.rate(0, 0, 2)).isCloseTo(1.0259377255 / row, within(TEN));
    }

    @Test
    void boundsTheEvidenceAtTheStartAndOnTheWay() {
        assertBounds(Vectors.d(), -35.7688362978, -33.1478567915, -32.8086579240);
        assertBounds(Vectors.b(), -19.7734151003, -19.1578102312, -19.0430806450);
    }

    @Test
    void reachesTheReferenceOnTwoClasses() {
        Consensus once = new Ibcc(PRIORS, rounds(1)).infer(Vectors.b());
        Consensus fit = new Ibcc().infer(Vectors.b());
        Consensus end = new Ibcc(PRIORS, TO_THE_END).infer(Vectors.b());

        assertRow(
                column(once, 1),
                TEN,
                columnOf(.9858604943, .8605988564, .8309337215, .1681666293, .0175853693, .2025127108));
        assertThat(fit.rounds()).isEqualTo(8);
        assertRow(
                column(fit, 1),
                TEN,
                columnOf(.9897789722, .9178372051, .8357873134, .0586402198, .0071347223, .1202781441));
        assertRow(
                column(end, 1),
                TEN,
                columnOf(.9897197495, .9174072775, .8348593662, .0582582790, .0070867807, .1196571619));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverLosesTheBound(long seed) {
        VoteMatrix votes = Vectors.random(seed, 60, 8, 2 + (int) (seed % 4));

        assertNeverFalls(new Ibcc(PRIORS, rounds(60)).infer(votes).trace().bounds(), 1e-10);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void boundsTheEvidenceByItsDefinitionWithKnownTruthsToo(long seed) {
        RandomGenerator random = Vectors.random(seed);
        VoteMatrixBuilder builder = VoteMatrix.builder(40, 6, 3);
        for (int i = 0; i < 36; i++) {
            for (int j = 0; j < 6; j++) {
                builder.vote(i, j, random.nextInt(3));
            }
        }
        // Known truths with and without labels; 37 and 39 have neither.
        VoteMatrix votes = builder.gold(3, 1).gold(8, 0).gold(36, 2).gold(38, 1).build();

        Consensus fit = new Ibcc(PRIORS, rounds(4)).infer(votes);

        double[] shares = new double[120];
        for (int i = 0; i < 40; i++) {
            if (Shares.counts(votes, i)) {
                System.arraycopy(fit.posteriors()[i], 0, shares, 3 * i, 3);
            }
        }
        double defined = new Ibcc(PRIORS, rounds(4)).bound(votes, shares);
        assertThat(fit.trace().bounds()[3]).isCloseTo(defined, within(1e-10));
    }

    private static void assertBounds(VoteMatrix votes, double start, double once, double end) {
        double[] bounds = new Ibcc(PRIORS, TO_THE_END).infer(votes).trace().bounds();

        assertThat(new Ibcc().bound(votes, Shares.ofVotes(votes))).isCloseTo(start, within(2 * TEN));
        assertThat(bounds[0]).isCloseTo(once, within(2 * TEN));
        assertThat(bounds[bounds.length - 1]).isCloseTo(end, within(2 * TEN));
    }

    /** Rows 6 and 7 vote like rows 0 and 3. */
    private static double[] columnOf(double... firstSix) {
        return new double[] {
            firstSix[0], firstSix[1], firstSix[2], firstSix[3], firstSix[4], firstSix[5], firstSix[0], firstSix[3]
        };
    }
}
