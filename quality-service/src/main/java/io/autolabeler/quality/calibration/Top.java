package io.autolabeler.quality.calibration;

/** The label with the largest share, and the range in which shares stay. */
final class Top {
    private static final double CLIP = 1e-7;

    private Top() {}

    /** Index of the largest value, the first of equal ones. */
    static int of(double[] shares) {
        int top = 0;
        for (int k = 1; k < shares.length; k++) {
            top = shares[k] > shares[top] ? k : top;
        }
        return top;
    }

    /** Above 0 and below 1, as near to the value as doubles allow. */
    static double inside(double share) {
        return Math.clamp(share, Double.MIN_NORMAL, Math.nextDown(1.0));
    }

    /** In [1e-7, 1 - 1e-7], where its logarithm says something: models do claim to be right for certain. */
    static double clipped(double share) {
        return Math.clamp(share, CLIP, 1 - CLIP);
    }

    static double logit(double share) {
        double clipped = clipped(share);
        return Math.log(clipped / (1 - clipped));
    }

    static double sigmoid(double margin) {
        double small = Math.exp(-Math.abs(margin));
        return inside(margin >= 0 ? 1 / (1 + small) : small / (1 + small));
    }
}
