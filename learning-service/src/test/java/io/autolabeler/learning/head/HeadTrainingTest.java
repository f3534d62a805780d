package io.autolabeler.learning.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeadTrainingTest {
    private final HeadTraining training = new HeadTraining(5, 5_000, 20_000);

    @Test
    void estimatesTheAccuracyThatFreshExamplesShow() {
        TrainingSet all = Points.clusters(6, 400, 64, 3, 3);
        TrainingSet seen = all.at(IntStream.range(0, 6 * 100).toArray());
        TrainingSet fresh = all.at(IntStream.range(6 * 100, 6 * 400).toArray());

        HeadTraining.Trained trained = training.train(seen);

        double accuracy = Points.share(fresh, trained.head());
        assertThat(accuracy).isBetween(.6, .98);
        assertThat(trained.accuracy()).isCloseTo(accuracy, within(.07));
        assertThat(trained.neighbourAccuracy()).isBetween(.3, accuracy);
    }

    @Test
    void givesTheSameHeadForTheSameExamples() {
        TrainingSet set = Points.clusters(3, 20, 16, 1.5, 5);

        assertThat(training.train(set).head().bytes())
                .isEqualTo(training.train(set).head().bytes());
    }

    @Test
    void learnsNothingFromShuffledLabels() {
        TrainingSet set = Points.clusters(4, 50, 32, 1, 7);
        int[] shuffled = new Random(1).ints(set.size(), 0, 4).toArray();

        HeadTraining.Trained trained = training.train(new TrainingSet(set.vectors(), shuffled, 4));

        assertThat(trained.accuracy()).isBetween(.1, .42);
    }

    @Test
    void boundsWhatItLooksAt() {
        TrainingSet set = Points.clusters(2, 3_000, 8, 1, 9);

        HeadTraining.Trained trained = new HeadTraining(5, 500, 1_000).train(set);

        assertThat(Points.share(set, trained.head())).isGreaterThan(.9);
    }

    @Test
    void trainsManyClassesInReasonableTime() {
        TrainingSet set = Points.clusters(77, 16, 384, 2, 11);
        long start = System.nanoTime();

        HeadTraining.Trained trained = training.train(set);

        assertThat(trained.accuracy()).isGreaterThan(.5);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void keepsItsNumbersThroughBytes() {
        LinearHead head = training.train(Points.clusters(3, 10, 8, 1, 13)).head();

        LinearHead read = LinearHead.from(head.bytes(), 3);

        assertThat(read.weights()).isDeepEqualTo(head.weights());
        assertThat(read.offsets()).isEqualTo(head.offsets());
    }

    @Test
    void predictsProbabilitiesThatSumToOne() {
        LinearHead head = training.train(Points.clusters(5, 10, 8, 1, 17)).head();

        double[] probabilities = head.probabilities(new float[] {1, 0, 0, 0, 0, 0, 0, 0});

        assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
        assertThatThrownBy(() -> head.probabilities(new float[] {1})).hasMessage("vector must have 8 values, got 1");
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void dealsEveryClassEvenlyToTheFolds(int seed) {
        Random random = new Random(seed);
        int classes = random.nextInt(2, 8);
        int[] labels = random.ints(random.nextInt(5, 300), 0, classes).toArray();

        StratifiedFolds folds = StratifiedFolds.deal(labels, classes, 5, random);

        for (int each = 0; each < classes; each++) {
            int label = each;
            int[] perFold = new int[5];
            IntStream.range(0, labels.length).filter(i -> labels[i] == label).forEach(i -> perFold[folds.of()[i]]++);
            assertThat(Arrays.stream(perFold).max().orElseThrow()
                            - Arrays.stream(perFold).min().orElseThrow())
                    .isLessThanOrEqualTo(1);
        }
        assertThat(folds.inside(0).length + folds.outside(0).length).isEqualTo(labels.length);
    }

    @Test
    void letsTheNearestVoteByTheirSimilarity() {
        float[][] vectors = {{1, 0}, {.995f, .0999f}, {.995f, -.0999f}, {-1, 0}, {.8f, .6f}, {.8f, -.6f}, {.8f, .6f}};
        TrainingSet set = new TrainingSet(vectors, new int[] {0, 1, 1, 0, 2, 2, 2}, 3);

        VectorBlocks blocks = new VectorBlocks(vectors);

        // One near example against two that are hardly less near.
        assertThat(new NearestExamples(4).predict(set, blocks, new float[][] {{1, 0}}))
                .containsExactly(1);
        // Three that are far off have the greater sum of cosines and still no say.
        assertThat(new NearestExamples(10).predict(set, blocks, new float[][] {{1, 0}}))
                .containsExactly(1);
        assertThat(new NearestExamples(1).predict(set, blocks, new float[][] {{1, 0}}))
                .containsExactly(0);
        assertThat(new NearestExamples(10).predict(set, blocks, new float[][] {{-1, 0}}))
                .containsExactly(0);
    }
}
