package io.autolabeler.quality.consensus;

import io.autolabeler.quality.statistics.Interval;
import java.util.OptionalDouble;

/**
 * What one annotator's labels are worth.
 *
 * @param labels that the annotator gave
 * @param judged those of them on items that others labelled as well, or whose truth is known; the rest proves nothing
 * @param accuracy expected share of right labels, in [0, 1]; with fewer than 5 judged labels show the interval alone
 * @param accuracyInterval 95 % credible
 * @param balancedAccuracy mean over the classes of the share of right labels, in [0, 1]
 * @param informationBits what a label tells about the truth; 0 for guessing, and unharmed by classes that are swapped
 * @param mostBits what a perfect annotator's label would tell: the entropy of the classes
 * @param spammer almost surely tells less than a twentieth of that; never said of fewer than 20 judged labels
 * @param counts {@code [classes][classes]}: expected number of judged labels (second) on items of a true class (first), without
 *     pseudo-counts; later tasks may start from them
 * @param confusion {@code [classes][classes]}: what the annotator says (second) where this is the truth (first); rows sum
 *     to 1
 */
public record AnnotatorReport(
        int labels,
        int judged,
        double accuracy,
        Interval accuracyInterval,
        double balancedAccuracy,
        double informationBits,
        double mostBits,
        boolean spammer,
        double[][] counts,
        double[][] confusion) {
    private static final int ENOUGH = 5;

    /** There are enough judged labels for the accuracy to be shown as a figure. */
    public boolean hasEnoughLabels() {
        return judged >= ENOUGH;
    }

    /** Sensitivity and specificity less 1, in [-1, 1]; for two classes only. */
    public OptionalDouble informedness() {
        return confusion.length == 2 ? OptionalDouble.of(2 * balancedAccuracy - 1) : OptionalDouble.empty();
    }
}
