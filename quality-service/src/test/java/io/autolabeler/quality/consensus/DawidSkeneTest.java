package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.assertNeverFalls;
import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static io.autolabeler.quality.consensus.Vectors.rounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.quality.consensus.AnnotatorHistory.Dated;
import io.autolabeler.quality.consensus.AnnotatorHistory.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DawidSkeneTest {
    private static final double EIGHT = 5e-9;
    private static final double TWELVE = 5e-13;

    @Test
    void takesOneRoundAsCrowdKitDoesWithoutSmoothing() {
        Consensus once = weak(1e-12, 0, rounds(1)).infer(Vectors.d());

        assertRow(once.posteriors()[0], EIGHT, .95257683, .02886948, .01855369);
        assertRow(once.posteriors()[3], EIGHT, .03754253, .93341964, .02903782);
        assertRow(once.posteriors()[6], EIGHT, .88700967, .10905682, .00393352);
        assertRow(once.posteriors()[7], EIGHT, .00907829, .10345201, .88746970);
        double[] after = {0, 0, 0};
        for (double[] row : once.posteriors()) {
            for (int k = 0; k < after.length; k++) {
                after[k] += row[k] / once.items();
            }
        }
        assertRow(after, EIGHT, .36087352, .28098885, .35813763);
    }

    @Test
    void takesOneRoundWithWeakSmoothing() {
        Consensus once = weak(.01, .01, rounds(1)).infer(Vectors.d());

        assertRow(once.posteriors()[0], EIGHT, .95015988, .03030622, .01953389);
        assertThat(once.trace().bounds()[0]).isCloseTo(-24.944945851257, within(TWELVE * 10));
        assertThat(logLikelihood(once, .01)).isCloseTo(-24.325119516559, within(TWELVE * 10));
    }

    @Test
    void endsInRoundSevenWithWeakSmoothing() {
        Consensus fit = DawidSkene.weak().infer(Vectors.d());

        assertThat(fit.rounds()).isEqualTo(7);
        assertThat(fit.converged()).isTrue();
        assertThat(fit.trace().bounds()[6]).isCloseTo(-19.827511626297, within(TWELVE * 10));
        assertThat(logLikelihood(fit, .01)).isCloseTo(-18.723588309612, within(TWELVE * 10));
        assertRow(fit.posteriors()[7], EIGHT, .00000833, .00143000, .99856167);
        assertRow(fit.prior(), EIGHT, .37483710, .25049842, .37466448);
        assertRow(rates(fit, 0, 0), EIGHT, .99338538, .00330778, .00330684);
        assertRow(rates(fit, 3, 1), EIGHT, .49720327, .49787405, .00492268);
    }

    @Test
    void convergesWithWeakSmoothing() {
        Consensus fit = weak(.01, .01, rounds(60)).infer(Vectors.d());

        assertThat(fit.trace().bounds()[59]).isCloseTo(-19.827511624184, within(TWELVE * 10));
        assertThat(logLikelihood(fit, .01)).isCloseTo(-18.723581796781, within(TWELVE * 10));
        assertRow(fit.posteriors()[7], EIGHT, .00000833, .00142906, .99856260);
        assertRow(fit.prior(), EIGHT, .37483710, .25049750, .37466540);
        assertRow(rates(fit, 3, 1), EIGHT, .49720506, .49787224, .00492270);
    }

    @Test
    void endsInRoundNineWithStrongSmoothing() {
        Consensus fit = DawidSkene.strong().infer(Vectors.d());

        assertThat(fit.trace().bounds()[0]).isCloseTo(-56.676182232839, within(TWELVE * 10));
        assertThat(fit.rounds()).isEqualTo(9);
        assertThat(fit.trace().bounds()[8]).isCloseTo(-55.653765119319, within(TWELVE * 10));
        assertThat(logLikelihood(fit, 1)).isCloseTo(-24.521979094237, within(TWELVE * 10));
        assertRow(fit.posteriors()[0], EIGHT, .96350318, .00952259, .02697423);
        assertRow(fit.posteriors()[6], EIGHT, .93262077, .05898546, .00839377);
        assertRow(fit.prior(), EIGHT, .35829698, .28263163, .35907139);
        assertRow(fit.quality(), EIGHT, .76107148, .68384051, .61170845, .37831161);
    }

    @Test
    void convergesWithStrongSmoothing() {
        Consensus fit = new DawidSkene(PriorCounts.of(1, .5), 1, rounds(80)).infer(Vectors.d());

        assertThat(fit.trace().bounds()[79]).isCloseTo(-55.653765115410, within(TWELVE * 10));
        assertThat(logLikelihood(fit, 1)).isCloseTo(-24.521867080850, within(TWELVE * 10));
        assertRow(fit.posteriors()[0], EIGHT, .96350617, .00952128, .02697256);
        assertRow(fit.posteriors()[6], EIGHT, .93263095, .05897599, .00839306);
        assertRow(fit.prior(), EIGHT, .35830102, .28262572, .35907326);
        assertRow(fit.quality(), EIGHT, .76107863, .68384162, .61171404, .37831095);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverLosesTheBound(long seed) {
        VoteMatrix votes = Vectors.random(seed, 60, 8, 2 + (int) (seed % 4));

        assertNeverFalls(weak(.01, .01, rounds(80)).infer(votes).trace().bounds(), 1e-10);
        assertNeverFalls(DawidSkene.strong().infer(votes).trace().bounds(), 1e-10);
    }

    @Test
    void neverLosesTheBoundWithKnownTruths() {
        VoteMatrixBuilder builder = VoteMatrix.builder(30, 4, 3);
        VoteMatrix random = Vectors.random(9, 30, 4, 3);
        for (int i = 0; i < 30; i++) {
            for (int v = random.start(i); v < random.end(i); v++) {
                builder.vote(i, random.annotator(v), random.label(v));
            }
        }
        builder.gold(0, 2).gold(5, 1);

        Consensus fit = weak(.01, .01, rounds(50)).infer(builder.build());

        assertNeverFalls(fit.trace().bounds(), 1e-10);
        assertRow(fit.posteriors()[0], 0, 0, 0, 1);
        assertRow(fit.posteriors()[5], 0, 0, 1, 0);
    }

    @Test
    void outvotesAnAnnotatorWhoAlwaysInverts() {
        Consensus fit =
                DawidSkene.strong().infer(Vectors.matrix(2, "001", "001", "110", "110", "001", "110", "00.", ".01"));

        assertThat(fit.labels()).containsExactly(0, 0, 1, 1, 0, 1, 0, 0);
        assertThat(((Detail.Confusions) fit.detail()).rate(2, 0, 1)).isGreaterThan(0.6);
        assertThat(((Detail.Confusions) fit.detail()).looksSwitched()).isFalse();
    }

    @Test
    void noticesClassesThatChangedTheirNames() {
        double[] rates = {.1, .9, .9, .1};

        assertThat(new Detail.Confusions(2, rates).looksSwitched()).isTrue();
    }

    @Test
    void startsFromWhatAnnotatorsDidBefore() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        List<Dated> past = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            past.add(new Dated(new Past(0, k, k, 40), now.minus(Duration.ofDays(90))));
            past.add(new Dated(new Past(1, k, 1 - k, 500), now));
        }
        AnnotatorHistory history = AnnotatorHistory.faded(past, now);

        double[] counts = PriorCounts.of(1, .5).with(history).fill(2, 2);
        Consensus fit = DawidSkene.strong().with(history).infer(Vectors.matrix(2, "01", "10"));

        assertRow(counts, 1e-9, 21, .5, .5, 21, 1, 50.5, 50.5, 1);
        assertThat(fit.labels()).containsExactly(0, 1);
    }

    @Test
    void refusesAHistoryOfOtherAnnotators() {
        AnnotatorHistory history = new AnnotatorHistory(List.of(new Past(4, 0, 0, 1)));

        assertThatThrownBy(() -> DawidSkene.strong().with(history).infer(Vectors.d()))
                .hasMessageStartingWith("history must be of 4 annotators and 3 classes");
    }

    private static DawidSkene weak(double counts, double classes, Stopping stopping) {
        return new DawidSkene(PriorCounts.of(counts, counts), classes, stopping);
    }

    private static double[] rates(Consensus fit, int annotator, int truth) {
        Detail.Confusions confusions = (Detail.Confusions) fit.detail();
        return new double[] {
            confusions.rate(annotator, truth, 0),
            confusions.rate(annotator, truth, 1),
            confusions.rate(annotator, truth, 2)
        };
    }

    /** The last bound without the log-priors of the fit's own rates; strong smoothing counts a wrong label half. */
    private static double logLikelihood(Consensus fit, double pseudo) {
        double bound = fit.trace().bounds()[fit.rounds() - 1];
        for (int j = 0; j < fit.quality().length; j++) {
            for (int k = 0; k < fit.classes(); k++) {
                for (int l = 0; l < fit.classes(); l++) {
                    double count = pseudo == 1 && k != l ? .5 : pseudo;
                    bound -= count * Math.log(rates(fit, j, k)[l]);
                }
            }
        }
        for (double each : fit.prior()) {
            bound -= pseudo * Math.log(each);
        }
        return bound;
    }
}
