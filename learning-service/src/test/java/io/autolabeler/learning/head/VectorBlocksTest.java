package io.autolabeler.learning.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorBlocksTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void multipliesAndSumsAsTheDefinitionsSay(int seed) {
        Random random = new Random(seed);
        int dimensions = random.nextInt(1, 20);
        float[][] vectors = IntStream.range(0, random.nextInt(1, 400))
                .mapToObj(i -> Points.gaussian(dimensions, random))
                .toArray(float[][]::new);
        float[] weights = Points.gaussian(dimensions, random);
        VectorBlocks blocks = new VectorBlocks(vectors);
        float[] products = new float[VectorBlocks.BLOCK];
        float[] sum = new float[dimensions];
        double[] expectedSum = new double[dimensions];

        for (int block = 0; block < blocks.blocks(); block++) {
            blocks.multiply(block, weights, 2, products);
            for (int i = 0; i < blocks.size(block); i++) {
                float[] vector = vectors[block * VectorBlocks.BLOCK + i];
                double product = 2 + dot(weights, vector);
                assertThat((double) products[i]).isCloseTo(product, within(1e-4));
                IntStream.range(0, dimensions).forEach(d -> expectedSum[d] += product * vector[d]);
            }
            blocks.addWeighted(block, products, sum);
        }

        for (int d = 0; d < dimensions; d++) {
            assertThat((double) sum[d]).isCloseTo(expectedSum[d], within(1e-2));
        }
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }
}
