package io.autolabeler.learning.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LbfgsTest {
    private final Lbfgs lbfgs = new Lbfgs(500, 1e-5);

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsTheBottomOfAStretchedBowl(int seed) {
        Random random = new Random(seed);
        int size = random.nextInt(1, 30);
        double[] steepness = random.doubles(size, .1, 50).toArray();
        double[] bottom = random.doubles(size, -3, 3).toArray();
        Objective bowl = (point, gradient) -> {
            double value = 0;
            for (int i = 0; i < size; i++) {
                double off = point[i] - bottom[i];
                value += steepness[i] * off * off / 2;
                gradient[i] = (float) (steepness[i] * off);
            }
            return value;
        };

        float[] found = lbfgs.minimise(bowl, new float[size]);

        for (int i = 0; i < size; i++) {
            assertThat((double) found[i]).isCloseTo(bottom[i], within(1e-3));
        }
    }

    @Test
    void staysWhereItStartsWhenThatIsTheBottom() {
        Objective flat = (point, gradient) -> 0;

        assertThat(lbfgs.minimise(flat, new float[] {1, 2})).containsExactly(1, 2);
    }

    @Test
    void leavesItsStartAlone() {
        float[] start = {5};
        lbfgs.minimise(
                (point, gradient) -> {
                    gradient[0] = 2 * point[0];
                    return point[0] * point[0];
                },
                start);

        assertThat(start).containsExactly(5);
    }
}
