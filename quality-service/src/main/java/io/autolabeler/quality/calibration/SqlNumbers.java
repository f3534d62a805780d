package io.autolabeler.quality.calibration;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Arrays of numbers as the SQL client takes and gives them. */
final class SqlNumbers {
    private SqlNumbers() {}

    static Double[] boxed(double[] values) {
        return DoubleStream.of(values).boxed().toArray(Double[]::new);
    }

    static double[] unboxed(Double[] values) {
        return Stream.of(values).mapToDouble(Double::doubleValue).toArray();
    }
}
