package io.autolabeler.quality.calibration;

/** Solves linear equations with a symmetric matrix that is not negative. */
final class Cholesky {
    /** Added to the diagonal, so that columns that say the same do no harm. */
    private static final double HAIR = 1e-12;

    private Cholesky() {}

    /** The solution; of the matrix, only the lower triangle is read. */
    static double[] solve(double[][] matrix, double[] right) {
        double[][] root = root(matrix);
        int n = right.length;
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) {
                sum -= root[i][k] * x[k];
            }
            x[i] = sum / root[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < n; k++) {
                sum -= root[k][i] * x[k];
            }
            x[i] = sum / root[i][i];
        }
        return x;
    }

    private static double[][] root(double[][] matrix) {
        int n = matrix.length;
        double[][] root = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j] + (i == j ? HAIR : 0);
                for (int k = 0; k < j; k++) {
                    sum -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(Math.max(sum, HAIR)) : sum / root[j][j];
            }
        }
        return root;
    }
}
