package io.autolabeler.quality.consensus;

import static io.autolabeler.quality.consensus.Vectors.assertRow;
import static io.autolabeler.quality.consensus.Vectors.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BwaTest {
    private static final double TEN = 5e-11;

    @Test
    void startsFromVoteShares() {
        BwaClass run = classZeroOfD(new Bwa());
        double centre = run.centre();
        run.weigh();

        assertThat(run.scale()).isCloseTo(5.0574712644, within(TEN));
        assertThat(centre).isCloseTo(1 / 3.0, within(1e-15));
        assertRow(run.precisions, TEN, 4.2446526427, 3.7171063279, 3.7882236517, 3.2583345155);
    }

    @Test
    void takesOneRoundLikeTheReference() {
        Consensus once = new Bwa(15, 1, Vectors.rounds(1)).infer(Vectors.d());

        assertRow(means(once)[0], TEN, .7548148785, .2221022889, .0182923577);
    }

    @Test
    void stopsLikeTheReference() {
        Consensus fit = new Bwa().infer(Vectors.d());

        assertThat(fit.rounds()).isEqualTo(5);
        assertThat(fit.converged()).isTrue();
        assertRow(means(fit)[0], TEN, .7582260754, .2157534797, .0182709853);
        assertRow(means(fit)[3], TEN, .2218138954, .5118680645, .2424241121);
        assertRow(means(fit)[7], TEN, .0277421667, .2808517109, .6705086394);
        BwaClass run = classZeroOfD(new Bwa());
        assertThat(run.run()).isTrue();
        assertThat(run.rounds()).isEqualTo(4);
    }

    @Test
    void convergesLikeTheReference() {
        Consensus fit = new Bwa(15, 1, Vectors.TO_THE_END).infer(Vectors.d());

        assertRow(means(fit)[0], TEN, .7582414332, .2157470881, .0182716766);
        assertRow(means(fit)[3], TEN, .2218007684, .5118716946, .2424148986);
    }

    @Test
    void reachesTheReferenceOnTwoClasses() {
        VoteMatrix votes = Vectors.b();

        double[] stopped = meansOf(new Bwa().infer(votes));
        double[] end = meansOf(new Bwa(15, 1, Vectors.TO_THE_END).infer(votes));

        assertThat(new Bwa().scale(votes, column(new MajorityVote().infer(votes), 1)))
                .isCloseTo(4.1666666667, within(TEN));
        assertRow(stopped, TEN, .9673526339, .6874397224, .6634282842, .3178827242, .0379698127, .3418941623);
        assertRow(end, TEN, .9673496411, .6875088345, .6633659778, .3178068826, .0379660760, .3419497393);
    }

    @Test
    void leavesSharesAloneWhereAllVotesAgree() {
        Consensus fit = new Bwa().infer(Vectors.matrix(3, "00", "11", "00"));

        assertRow(fit.posteriors()[0], 0, 1, 0, 0);
        assertRow(fit.posteriors()[1], 0, 0, 1, 0);
    }

    private static BwaClass classZeroOfD(Bwa model) {
        VoteMatrix votes = Vectors.d();
        return new BwaClass(model, votes, 0, column(new MajorityVote().infer(votes), 0));
    }

    private static double[][] means(Consensus fit) {
        return ((Detail.Means) fit.detail()).byItem();
    }

    private static double[] meansOf(Consensus fit) {
        double[] means = new double[6];
        for (int i = 0; i < means.length; i++) {
            means[i] = means(fit)[i][1];
        }
        return means;
    }
}
