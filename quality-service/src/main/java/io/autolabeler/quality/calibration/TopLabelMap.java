package io.autolabeler.quality.calibration;

/** A map of the chosen label's probability alone; the other labels share what is left as they did before. */
public sealed interface TopLabelMap extends Calibrator
        permits TopTemperature, PlattScaling, BetaCalibration, IsotonicMap, ConstantMap {
    /** Keeps a label that had the largest share ahead of rounding errors too. */
    double AHEAD = 1 + 1e-9;

    /**
     * {@inheritDoc} A label that had the largest share keeps it, so its probability does not fall below that of the next
     * one; {@link #chosen} does not hold it up.
     */
    @Override
    default double[] apply(double[] shares, int top) {
        if (shares.length == 1) {
            return new double[] {confidence(shares[0])};
        }
        double others = 0;
        double next = 0;
        for (int k = 0; k < shares.length; k++) {
            others += k == top ? 0 : shares[k];
            next = k == top ? next : Math.max(next, shares[k]);
        }
        double ratio = others > 0 ? next / others : 1.0 / (shares.length - 1);
        double least = next <= shares[top] ? ratio / (1 + ratio) * AHEAD : 0;
        double calibrated = Math.max(confidence(shares[top]), least);
        double[] result = new double[shares.length];
        for (int k = 0; k < result.length; k++) {
            double part = others > 0 ? shares[k] / others : 1.0 / (shares.length - 1);
            result[k] = Top.inside(k == top ? calibrated : (1 - calibrated) * part);
        }
        return result;
    }

    @Override
    default double chosen(double[] shares, int top) {
        return confidence(Math.min(1, shares[top]));
    }
}
