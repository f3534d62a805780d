package io.autolabeler.quality.certification;

import java.util.Arrays;

/** Thresholds to be tried, chosen by scores alone: whoever looks at the labels first loses the guarantee. */
public final class ThresholdGrid {
    private static final int MOST = 200;

    private ThresholdGrid() {}

    /** At most 200 of the scores, falling: all different ones, or the ends of equal shares of the items. */
    public static double[] of(double[] scores) {
        double[] rising = Arrays.stream(scores).sorted().distinct().toArray();
        return falling(rising.length <= MOST ? rising : quantiles(scores));
    }

    /** The same of the finite scores of items with a known truth, which are not looked at for anything else. */
    public static double[] of(ValidationSet items) {
        double[] scores = new double[items.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = items.score(i);
        }
        return of(Arrays.stream(scores).filter(Double::isFinite).toArray());
    }

    private static double[] quantiles(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double[] picked = new double[MOST];
        for (int q = 0; q < MOST; q++) {
            picked[q] = sorted[(int) ((long) q * sorted.length / MOST)];
        }
        return Arrays.stream(picked).distinct().toArray();
    }

    private static double[] falling(double[] rising) {
        double[] falling = new double[rising.length];
        for (int i = 0; i < falling.length; i++) {
            falling[i] = rising[rising.length - 1 - i];
        }
        return falling;
    }
}
