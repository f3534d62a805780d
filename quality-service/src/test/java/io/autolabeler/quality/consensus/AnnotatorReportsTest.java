package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.SILENT;
import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static io.autolabeler.quality.consensus.Vectors.rounds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AnnotatorReportsTest {
    private static final double EIGHT = 5e-9;

    @Test
    void reportsAccuracyAndInformationOfRoundNine() {
        List<AnnotatorReport> reports = reportsAfter(8);

        assertRow(accuracies(reports), EIGHT, .76107148, .68384051, .61170845, .37831161);
        assertRow(bits(reports), EIGHT, .54650806, .40342444, .26694141, .08478706);
        assertThat(reports.get(0).mostBits()).isCloseTo(1.57637962, within(EIGHT));
    }

    @Test
    void reportsAccuracyAndInformationAtTheEnd() {
        List<AnnotatorReport> reports = reportsAfter(80);

        assertRow(accuracies(reports), EIGHT, .76107863, .68384162, .61171404, .37831095);
        assertRow(bits(reports), EIGHT, .54652603, .40342974, .26695067, .08478891);
        assertThat(reports.get(0).mostBits()).isCloseTo(1.57637760, within(EIGHT));
    }

    @Test
    void tellsTheInvertedFromTheSpammer() {
        RandomGenerator random = Vectors.random(3);
        VoteMatrixBuilder builder = VoteMatrix.builder(400, 4, 2);
        for (int i = 0; i < 400; i++) {
            int truth = random.nextInt(2);
            builder.gold(i, truth)
                    .vote(i, 0, random.nextDouble() < .9 ? truth : 1 - truth)
                    .vote(i, 1, random.nextDouble() < .9 ? 1 - truth : truth)
                    .vote(i, 2, random.nextInt(2));
            if (i < 10) {
                builder.vote(i, 3, random.nextInt(2));
            }
        }
        VoteMatrix votes = builder.build();

        List<AnnotatorReport> reports = new AnnotatorReports(5).of(votes, new MajorityVote().infer(votes), SILENT);

        assertThat(reports.stream().map(AnnotatorReport::spammer)).containsExactly(false, false, true, false);
        assertThat(reports.get(1).informationBits())
                .as("the inverted one tells as much")
                .isCloseTo(reports.get(0).informationBits(), within(.15));
        assertThat(reports.get(0).accuracyInterval().contains(.9)).isTrue();
        assertThat(reports.get(0).informedness().orElseThrow()).isCloseTo(.8, within(.06));
        assertThat(reports.get(1).informedness().orElseThrow()).isCloseTo(-.8, within(.06));
        assertThat(reports.get(2).balancedAccuracy()).isCloseTo(.5, within(.06));
    }

    @Test
    void judgesNobodyByItemsThatNobodyElseLabelled() {
        VoteMatrix votes = VoteMatrix.builder(9, 2, 2)
                .vote(0, 0, 1)
                .vote(1, 0, 1)
                .vote(2, 0, 1)
                .vote(2, 1, 1)
                .vote(3, 1, 0)
                .gold(3, 1)
                .build();

        List<AnnotatorReport> reports = new AnnotatorReports(1).of(votes, new Ibcc().infer(votes), SILENT);

        assertThat(reports.stream().map(AnnotatorReport::labels)).containsExactly(3, 2);
        assertThat(reports.stream().map(AnnotatorReport::judged)).containsExactly(1, 2);
        assertThat(reports.get(0).hasEnoughLabels()).isFalse();
        assertThat(reports.get(1).confusion()[1][0]).isGreaterThan(.3);
    }

    @Test
    void drawsTheSameIntervalsForASeed() {
        assertThat(reportsAfter(8).get(2).accuracyInterval())
                .isEqualTo(reportsAfter(8).get(2).accuracyInterval());
    }

    @Test
    void drawsDirichletSharesWithTheRightMeanAndSpread() {
        Dirichlet dirichlet = new Dirichlet(Vectors.random(9));
        double[] counts = {.5, 1.5, 3};
        int draws = 40_000;
        double[] sums = new double[3];
        double squares = 0;

        for (int d = 0; d < draws; d++) {
            double[] drawn = dirichlet.draw(counts);
            for (int k = 0; k < 3; k++) {
                sums[k] += drawn[k] / draws;
            }
            squares += (drawn[0] - .1) * (drawn[0] - .1) / draws;
        }

        assertRow(sums, .005, .1, .3, .6);
        assertThat(squares).isCloseTo(.1 * .9 / 6, within(.0005));
    }

    private static List<AnnotatorReport> reportsAfter(int rounds) {
        VoteMatrix votes = Vectors.d();
        Consensus fit = new DawidSkene(PriorCounts.of(1, .5), 1, rounds(rounds)).infer(votes);
        return new AnnotatorReports(1).of(votes, fit, SILENT);
    }

    private static double[] accuracies(List<AnnotatorReport> reports) {
        return reports.stream().mapToDouble(AnnotatorReport::accuracy).toArray();
    }

    private static double[] bits(List<AnnotatorReport> reports) {
        return reports.stream().mapToDouble(AnnotatorReport::informationBits).toArray();
    }
}
