package io.autolabeler.learning.head;

/**
 * Multinomial logistic regression with an L2 penalty, fitted by L-BFGS.
 *
 * <p>Source: T. Hastie, R. Tibshirani, J. Friedman, "The Elements of Statistical Learning", 2nd edition, 2009, section
 * 4.4, with the penalty of section 4.4.4 taken as ridge.
 *
 * @param c inverse strength of the penalty against the summed cross-entropy, above 0
 */
record SoftmaxRegression(double c, Lbfgs optimiser) {

    /** The head with the least loss on the set, found from {@code start}; a class without examples gets a low offset. */
    LinearHead fit(TrainingSet set, VectorBlocks blocks, LinearHead start) {
        float[] point = optimiser.minimise(new SoftmaxLoss(set, blocks, c), flat(start));
        return head(point, set.classes(), set.dimensions());
    }

    private static float[] flat(LinearHead head) {
        int dimensions = head.dimensions();
        float[] point = new float[head.classes() * (dimensions + 1)];
        for (int k = 0; k < head.classes(); k++) {
            System.arraycopy(head.weights()[k], 0, point, k * dimensions, dimensions);
        }
        System.arraycopy(head.offsets(), 0, point, head.classes() * dimensions, head.classes());
        return point;
    }

    private static LinearHead head(float[] point, int classes, int dimensions) {
        LinearHead head = LinearHead.zero(classes, dimensions);
        for (int k = 0; k < classes; k++) {
            System.arraycopy(point, k * dimensions, head.weights()[k], 0, dimensions);
        }
        System.arraycopy(point, classes * dimensions, head.offsets(), 0, classes);
        return head;
    }
}
