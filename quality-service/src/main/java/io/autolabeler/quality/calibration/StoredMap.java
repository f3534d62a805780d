package io.autolabeler.quality.calibration;

import java.util.Arrays;

/**
 * A map as numbers, to be kept in a row.
 *
 * @param method its name
 * @param parameters what was fitted, in the order of the map's own record
 * @param thresholds confidences at which a map of steps was measured; empty for all others
 */
public record StoredMap(String method, double[] parameters, double[] thresholds) {
    static StoredMap of(String method, double... parameters) {
        return new StoredMap(method, parameters, new double[0]);
    }

    /** The map whose {@link Calibrator#stored()} this is. */
    public Calibrator map() {
        double[] p = parameters;
        return switch (method) {
            case Uncalibrated.METHOD -> new Uncalibrated();
            case ConstantMap.METHOD -> new ConstantMap(at(0), ConstantMap.Reason.values()[(int) at(1)]);
            case TemperatureScaling.METHOD -> new TemperatureScaling(at(0));
            case TopTemperature.METHOD -> new TopTemperature(at(0));
            case PlattScaling.METHOD -> new PlattScaling(at(0), at(1), PlattScaling.Input.LOGIT);
            case PlattScaling.METHOD_RAW -> new PlattScaling(at(0), at(1), PlattScaling.Input.RAW);
            case BetaCalibration.METHOD -> new BetaCalibration(at(0), at(1), at(2), at(3) != 0);
            case IsotonicMap.METHOD -> new IsotonicMap((int) at(0), thresholds, Arrays.copyOfRange(p, 1, p.length));
            case LogLinearMap.VECTOR -> LogLinearMap.vector(p);
            case LogLinearMap.DIRICHLET -> LogLinearMap.dirichlet(p);
            default -> throw new IllegalArgumentException("method must be a known map, got " + method);
        };
    }

    private double at(int index) {
        if (index >= parameters.length) {
            throw new IllegalArgumentException("parameters must be more than " + index + " for the method " + method
                    + ", got " + parameters.length);
        }
        return parameters[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredMap that
                && method.equals(that.method)
                && Arrays.equals(parameters, that.parameters)
                && Arrays.equals(thresholds, that.thresholds);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * method.hashCode() + Arrays.hashCode(parameters)) + Arrays.hashCode(thresholds);
    }
}
