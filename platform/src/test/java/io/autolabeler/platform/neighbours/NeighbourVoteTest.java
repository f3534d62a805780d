package io.autolabeler.platform.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.autolabeler.platform.neighbours.NeighbourVote.Neighbour;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NeighbourVoteTest {
    private static final double[] EVEN = {0.5, 0.5};

    @Test
    void weighsVotesBySimilarity() {
        NeighbourVote vote = new NeighbourVote(0.1, 0);

        double[] shares = vote.distribution(List.of(new Neighbour(0, 0.9), new Neighbour(1, 0.8)), EVEN);

        assertThat(shares[0] / shares[1]).isCloseTo(Math.E, within(1e-9));
    }

    @Test
    void countsThePriorAsVotes() {
        double[] shares = new NeighbourVote(0.1, 1).distribution(List.of(new Neighbour(0, 0.9)), new double[] {0, 1});

        assertThat(shares).containsExactly(0.5, 0.5);
    }

    @Test
    void isThePriorWithoutNeighbours() {
        assertThat(new NeighbourVote(0.1, 0).distribution(List.of(), new double[] {0.3, 0.7}))
                .containsExactly(0.3, 0.7);
    }

    @Test
    void refusesATemperatureOfZero() {
        assertThatThrownBy(() -> new NeighbourVote(0, 1)).hasMessageContaining("above 0");
    }

    static java.util.stream.IntStream seeds() {
        return java.util.stream.IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sumsToOneAndNeverGoesBelowZero(int seed) {
        Random random = new Random(seed);
        int labels = 2 + random.nextInt(20);
        List<Neighbour> neighbours = new ArrayList<>();
        for (int i = random.nextInt(11); i > 0; i--) {
            neighbours.add(new Neighbour(random.nextInt(labels), random.nextDouble(-1, 1)));
        }
        double[] prior = Distributions.normalised(random.doubles(labels).toArray());

        double[] shares = new NeighbourVote(0.05, random.nextDouble(5)).distribution(neighbours, prior);

        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
        assertThat(Arrays.stream(shares).min().orElseThrow()).isNotNegative();
    }
}
