package io.autolabeler.quality.consensus;

/** What one method knows beyond every method's result. */
public sealed interface Detail permits Detail.None, Detail.Confusions, Detail.Easiness, Detail.Means, Mixture {
    /** Nothing more. */
    record None() implements Detail {}

    /**
     * What each annotator says where the truth is known to the model.
     *
     * @param rates flat: annotator {@code j} says {@code l} where the truth is {@code k}, at {@code (j * classes + l) *
     *     classes + k}; sums to 1 over {@code l}
     */
    record Confusions(int classes, double[] rates) implements Detail {
        public double rate(int annotator, int truth, int label) {
            return rates[(annotator * classes + label) * classes + truth];
        }

        /** On average annotators seem worse than chance: the classes have probably changed their names. */
        public boolean looksSwitched() {
            double sum = 0;
            int annotators = rates.length / (classes * classes);
            for (int j = 0; j < annotators; j++) {
                for (int k = 0; k < classes; k++) {
                    sum += rate(j, k, k);
                }
            }
            return sum < annotators;
        }
    }

    /** {@code [items]}: how easy each is, in [-4, 4]; 1 is usual, small ones are worth a second look. */
    record Easiness(double[] byItem) implements Detail {}

    /** {@code [items][classes]}: weighted means of the votes before rows were made to sum to 1. */
    record Means(double[][] byItem) implements Detail {}
}
