package io.autolabeler.quality.calibration;

/**
 * One temperature for the chosen label's probability: {@code sigmoid(logit(c) / T)}. A confidence of a half stays where
 * it is, which is wrong for a model of many labels that is right less often than that.
 *
 * @param temperature above 0; 1 is the identity
 */
public record TopTemperature(double temperature) implements TopLabelMap {
    static final String METHOD = "top_temperature";

    public TopTemperature {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature must be above 0 and finite, got " + temperature);
        }
    }

    /** The temperature in [0.02, 50] with the least log-loss. */
    public static TopTemperature fit(double[] confidence, boolean[] correct) {
        double[] logs = new double[2 * confidence.length];
        int[] start = new int[confidence.length + 1];
        int[] truth = new int[confidence.length];
        for (int i = 0; i < truth.length; i++) {
            // the row (ln c, ln(1 - c)), moved so that its largest is 0
            double logit = Top.logit(confidence[i]);
            logs[2 * i] = Math.min(0, logit);
            logs[2 * i + 1] = Math.min(0, -logit);
            start[i + 1] = 2 * i + 2;
            truth[i] = correct[i] ? 0 : 1;
        }
        return new TopTemperature(new TemperatureFit(logs, start, truth).temperature());
    }

    @Override
    public double confidence(double confidence) {
        return Top.sigmoid(Top.logit(confidence) / temperature);
    }

    @Override
    public StoredMap stored() {
        return StoredMap.of(METHOD, temperature);
    }

    @Override
    public int parameters() {
        return 1;
    }
}
