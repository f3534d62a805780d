package io.autolabeler.quality.calibration;

/**
 * How good whole distributions are, not the chosen label's confidence alone.
 *
 * @param brier mean squared distance between shares and truth, in [0, 2]
 * @param logLoss mean negative logarithm of the true label's share, clipped to [1e-7, 1 - 1e-7]
 * @param classwiseError mean over the labels of each one's ECE in 15 bins, in [0, 1]; over the two sides of a single
 *     number where only that is known
 */
public record DistributionReport(double brier, double logLoss, double classwiseError) {
    /** The report; all 0 for no items. Labels are told apart by their position in the rows. */
    public static DistributionReport of(ScoredItems items) {
        double brier = 0;
        double loss = 0;
        int classes = 0;
        for (int i = 0; i < items.size(); i++) {
            double[] row = items.row(i);
            classes = Math.max(classes, row.length);
            loss -= Math.log(Top.clipped(row[items.truth(i)]));
            for (int k = 0; k < row.length; k++) {
                double gap = row[k] - (k == items.truth(i) ? 1 : 0);
                brier += gap * gap;
            }
        }
        double classwise = 0;
        for (int k = 0; k < classes; k++) {
            classwise += ReliabilityBins.equalWidth(oneAgainstRest(items, k), ReliabilityMetrics.BINS)
                    .expectedError();
        }
        double n = Math.max(1, items.size());
        return new DistributionReport(brier / n, loss / n, classwise / Math.max(1, classes));
    }

    /** Rows that don't have the label say nothing of it and claim nothing. */
    private static Outcomes oneAgainstRest(ScoredItems items, int label) {
        double[] confidence = new double[items.size()];
        boolean[] correct = new boolean[items.size()];
        for (int i = 0; i < confidence.length; i++) {
            double[] row = items.row(i);
            confidence[i] = label < row.length ? Math.min(1, row[label]) : 0;
            correct[i] = items.truth(i) == label;
        }
        return Outcomes.of(confidence, correct);
    }
}
