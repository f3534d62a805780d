package io.autolabeler.retrieval.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchPlanTest {
    private final BatchPlan plan = new BatchPlan(4, 100);

    @Test
    void putsTextsOfLikeLengthTogether() {
        List<int[]> batches = plan.batches(new int[] {50, 5, 51, 6, 7});

        assertThat(batches).containsExactly(new int[] {1, 3, 4}, new int[] {0}, new int[] {2});
    }

    @Test
    void runsATextAloneThatIsLongerThanABatch() {
        assertThat(plan.batches(new int[] {512, 512})).hasSize(2);
    }

    @Test
    void hasNoBatchForNoText() {
        assertThat(plan.batches(new int[0])).isEmpty();
    }

    @Test
    void refusesEmptyBatches() {
        assertThatThrownBy(() -> new BatchPlan(0, 100)).hasMessage("maxTexts must be at least 1, got 0");
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void takesEveryTextOnceWithinTheBounds(int seed) {
        Random random = new Random(seed);
        int[] lengths = random.ints(random.nextInt(1, 80), 1, 513).toArray();

        List<int[]> batches = plan.batches(lengths);

        int[] all = batches.stream().flatMapToInt(Arrays::stream).sorted().toArray();
        assertThat(all).isEqualTo(IntStream.range(0, lengths.length).toArray());
        for (int[] batch : batches) {
            int longest = Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow();
            assertThat(batch.length == 1 || (batch.length <= 4 && batch.length * longest <= 100))
                    .isTrue();
        }
    }
}
