package io.autolabeler.quality.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AutoConsensusTest {
    private static final double TEN = 1e-10;

    @Test
    void judgesPosteriorsByHeldOutLabels() {
        assertThat(total(new MajorityVote(), 1)).isCloseTo(-8.0705195925, within(TEN));
        assertThat(total(new MajorityVote(), 2)).isCloseTo(-8.0169621828, within(TEN));
        assertThat(total(new MajorityVote(), Double.POSITIVE_INFINITY)).isCloseTo(-8.3961693520, within(TEN));
        assertThat(total(new Bwa(), 1)).isCloseTo(-8.0771933636, within(TEN));
        assertThat(total(new Bwa(), 2)).isCloseTo(-7.9716042379, within(TEN));
        assertThat(total(new Bwa(), Double.POSITIVE_INFINITY)).isCloseTo(-8.0859955890, within(TEN));
        assertThat(total(new Ibcc(), 1)).isCloseTo(-8.9714120110, within(TEN));
    }

    @Test
    void keepsToTheMajorityWhereThereIsTooLittleToCompare() {
        Consensus fit = new AutoConsensus(1, false).infer(Vectors.d());

        assertThat(fit.posteriors())
                .isDeepEqualTo(new MajorityVote().infer(Vectors.d()).posteriors());
        Mixture mixture = (Mixture) fit.detail();
        assertThat(mixture.candidates()).isEmpty();
        assertThat(mixture.reason())
                .isEqualTo("Majority vote: 8 items have at least two labels, and fewer than 30 are too few to compare"
                        + " methods.");
    }

    @Test
    void reportsWhatItMixedAndWhy() {
        Mixture mixture = (Mixture) new AutoConsensus(3, false)
                .infer(Crowd.ONE_COIN.draw(3).votes())
                .detail();

        assertThat(mixture.candidates())
                .extracting(Mixture.Candidate::method)
                .containsExactly("majority", "wawa", "one-coin", "bwa", "dawid-skene", "ibcc", "ebcc");
        assertThat(mixture.candidates().stream()
                        .mapToDouble(Mixture.Candidate::weight)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(mixture.candidates().getFirst().gain()).isZero();
        assertThat(mixture.candidates().getFirst().gainStandardError()).isZero();
        assertThat(mixture.candidates().get(2).gain()).isPositive();
        assertThat(mixture.candidates().get(2).gainStandardError()).isPositive();
        assertThat(mixture.reason())
                .startsWith("5.0 labels per item, 50.0 per annotator and 16.7 per annotator and class. A mixture of ")
                .contains("than the majority vote (standard error");
    }

    @Test
    void takesTheLargestTotalAloneWhenAsked() {
        VoteMatrix votes = Crowd.ONE_COIN.draw(4).votes();
        Mixture mixture = (Mixture) new AutoConsensus(4, true).infer(votes).detail();

        double most = mixture.candidates().stream()
                .mapToDouble(Mixture.Candidate::total)
                .max()
                .orElseThrow();
        assertThat(mixture.candidates()).allMatch(each -> each.weight() == (each.total() == most ? 1 : 0));
        assertThat(mixture.reason()).contains(" Only ");
    }

    @Test
    void letsKnownTruthsDecideWhereAnnotatorsShareABias() {
        VoteMatrixBuilder builder = VoteMatrix.builder(400, 12, 2);
        SplittableRandom random = new SplittableRandom(1);
        int[] truth = new int[400];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = random.nextInt(2);
            for (int j = 0; j < 12; j++) {
                // Four know; eight follow the same wrong lead on a third of the items.
                boolean misled = j >= 4 && i % 3 == 0;
                builder.vote(i, j, random.nextDouble() < .95 ? (misled ? 1 - truth[i] : truth[i]) : random.nextInt(2));
            }
        }
        VoteMatrix blind = builder.build();
        for (int i = 0; i < 100; i++) {
            builder.gold(i, truth[i]);
        }

        Consensus led = new AutoConsensus(1, false).infer(blind);
        Consensus told = new AutoConsensus(1, false).infer(builder.build());

        int[] unknown = truth.clone();
        Arrays.fill(unknown, 0, 100, VoteMatrix.UNKNOWN);
        assertThat(GoldScore.of(told, unknown).accuracy())
                .isGreaterThanOrEqualTo(GoldScore.of(led, unknown).accuracy());
        Mixture mixture = (Mixture) told.detail();
        assertThat(mixture.candidates().stream()
                        .mapToDouble(Mixture.Candidate::weight)
                        .sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void startsFromWhatAnnotatorsDidBefore() {
        VoteMatrixBuilder builder = VoteMatrix.builder(40, 3, 2);
        for (int i = 0; i < 40; i++) {
            builder.vote(i, 0, i % 2).vote(i, 1, i % 2).vote(i, 2, 1 - i % 2);
        }
        VoteMatrix votes = builder.build();
        List<AnnotatorHistory.Past> past = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            past.add(new AnnotatorHistory.Past(0, k, 1 - k, 50));
            past.add(new AnnotatorHistory.Past(1, k, 1 - k, 50));
            past.add(new AnnotatorHistory.Past(2, k, k, 50));
        }

        Consensus fresh = ConsensusMethods.named("ibcc", 1).infer(votes);
        Consensus warned =
                ConsensusMethods.named("ibcc", 1, new AnnotatorHistory(past)).infer(votes);

        assertThat(fresh.labels()[1]).isOne();
        assertThat(warned.labels()[1]).isZero();
    }

    @Test
    void givesAnnotatorsTheShareOfLabelsThatItHoldsRight() {
        Crowd.Drawn drawn = Crowd.ONE_COIN.draw(5);

        Consensus fit = new AutoConsensus(5, false).infer(drawn.votes());

        assertThat(fit.quality()).hasSize(40);
        assertThat(fit.quality()[0]).isBetween(0.0, 1.0);
        assertThat(fit.prior()).hasSize(3);
    }

    @Test
    void comesCloseToOneCoinOnItsOwnData() {
        assertThat(mean(20, Crowd.ONE_COIN, new OneCoin()) - mean(20, Crowd.ONE_COIN, null))
                .isLessThan(.01);
    }

    @Test
    void comesCloseToConfusionMatricesWhereClassesAreBiased() {
        assertThat(mean(10, Crowd.BIASED, new Ibcc()) - mean(10, Crowd.BIASED, null))
                .isLessThan(.01);
    }

    @Test
    void doesNotFallBelowTheMajorityOnSparseData() {
        assertThat(mean(10, Crowd.SPARSE, null) - mean(10, Crowd.SPARSE, new MajorityVote()))
                .isGreaterThan(-.005);
    }

    /** Mean accuracy over some seeds; without a method that of the mixture. */
    private static double mean(int seeds, Crowd crowd, @Nullable ConsensusMethod method) {
        double sum = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            Crowd.Drawn drawn = crowd.draw(seed);
            ConsensusMethod judged = method == null ? new AutoConsensus(seed, false) : method;
            sum += GoldScore.of(judged.infer(drawn.votes()), drawn.truth()).accuracy();
        }
        return sum / seeds;
    }

    /** Held out: item i's label by annotator i mod 4. */
    private static double total(ConsensusMethod method, double sharpness) {
        VoteMatrix votes = Vectors.d();
        int[] itemOf = new int[votes.votes()];
        for (int i = 0; i < votes.items(); i++) {
            for (int v = votes.start(i); v < votes.end(i); v++) {
                itemOf[v] = i;
            }
        }
        HeldOut heldOut = new HeldOut(votes, v -> votes.annotator(v) == itemOf[v] % 4);
        double[] scores = new double[votes.items()];
        heldOut.addScores(new Sharpness(sharpness).of(method.infer(heldOut.training())), scores);
        double total = 0;
        for (double each : scores) {
            total += each;
        }
        return total;
    }
}
