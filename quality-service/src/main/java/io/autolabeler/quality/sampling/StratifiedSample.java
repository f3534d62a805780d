package io.autolabeler.quality.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Items drawn at random from every stratum, without replacement.
 *
 * @param items drawn, rising
 * @param inclusion {@code [strata]}: how probably each item of the stratum was drawn, in [0, 1]
 */
public record StratifiedSample(int[] items, double[] inclusion) {
    /**
     * The sample; the same seed draws the same items.
     *
     * @param strata {@code [items]}: the stratum of each
     * @param sizes {@code [strata]}: how many to draw, at most what there is
     */
    public static StratifiedSample draw(int[] strata, int[] sizes, long seed) {
        int[] left = new int[sizes.length];
        for (int stratum : strata) {
            left[stratum]++;
        }
        double[] inclusion = new double[sizes.length];
        for (int h = 0; h < sizes.length; h++) {
            if (sizes[h] < 0 || sizes[h] > left[h]) {
                throw new IllegalArgumentException(
                        "size must be in [0, " + left[h] + "], the stratum's items, got " + sizes[h]);
            }
            inclusion[h] = left[h] == 0 ? 0 : (double) sizes[h] / left[h];
        }
        return new StratifiedSample(draw(strata, sizes.clone(), left, new SplittableRandom(seed)), inclusion);
    }

    /** Passes the items once: each is drawn with probability of what is still wanted over what is still there. */
    private static int[] draw(int[] strata, int[] wanted, int[] left, SplittableRandom random) {
        int[] drawn = new int[Arrays.stream(wanted).sum()];
        int size = 0;
        for (int item = 0; item < strata.length; item++) {
            int h = strata[item];
            if (random.nextInt(left[h]) < wanted[h]) {
                drawn[size++] = item;
                wanted[h]--;
            }
            left[h]--;
        }
        return drawn;
    }
}
