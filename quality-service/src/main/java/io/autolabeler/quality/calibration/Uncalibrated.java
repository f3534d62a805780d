package io.autolabeler.quality.calibration;

/** No map: confidence stays as the model says it, apart from 0 and 1, which become the nearest numbers between them. */
public record Uncalibrated() implements Calibrator {
    static final String METHOD = "none";

    @Override
    public double[] apply(double[] shares, int top) {
        double[] inside = new double[shares.length];
        for (int k = 0; k < inside.length; k++) {
            inside[k] = Top.inside(shares[k]);
        }
        return inside;
    }

    @Override
    public double confidence(double confidence) {
        return Top.inside(confidence);
    }

    @Override
    public StoredMap stored() {
        return StoredMap.of(METHOD);
    }

    @Override
    public int parameters() {
        return 0;
    }
}
