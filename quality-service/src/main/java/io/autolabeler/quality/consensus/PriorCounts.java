package io.autolabeler.quality.consensus;

/**
 * Labels each annotator is taken to have given before the first one is read, per true class.
 *
 * @param diagonal of right labels, above 0
 * @param off of each wrong label, above 0
 * @param history what annotators did in past tasks, added on top
 */
public record PriorCounts(double diagonal, double off, AnnotatorHistory history) {
    private static final int FEW_PER_CLASS = 5;

    public PriorCounts {
        if (!(diagonal > 0 && off > 0 && Double.isFinite(diagonal) && Double.isFinite(off))) {
            throw new IllegalArgumentException(
                    "diagonal and off must be above 0 and finite, got " + diagonal + " and " + off);
        }
    }

    /** The same for every annotator. */
    public static PriorCounts of(double diagonal, double off) {
        return new PriorCounts(diagonal, off, AnnotatorHistory.none());
    }

    /** Are there too few labels per annotator, fewer than 5 for each class, to learn a confusion almost freely. */
    static boolean mustBeStrong(VoteMatrix votes) {
        return votes.votes() < (double) FEW_PER_CLASS * votes.classes() * votes.annotators();
    }

    PriorCounts with(AnnotatorHistory past) {
        return new PriorCounts(diagonal, off, past);
    }

    /** Flat, in the layout of {@link Detail.Confusions}. */
    double[] fill(int annotators, int classes) {
        double[] counts = new double[annotators * classes * classes];
        for (int j = 0; j < annotators; j++) {
            for (int l = 0; l < classes; l++) {
                for (int k = 0; k < classes; k++) {
                    counts[(j * classes + l) * classes + k] = k == l ? diagonal : off;
                }
            }
        }
        history.addTo(counts, annotators, classes);
        return counts;
    }
}
