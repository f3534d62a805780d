package io.autolabeler.learning.head;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Limited-memory BFGS with backtracking line search, for smooth convex functions.
 *
 * <p>Source: J. Nocedal and S. J. Wright, "Numerical Optimization", 2nd edition, 2006, algorithms 7.4, 7.5 and 3.1.
 * Deviation: a pair of steps without positive curvature is left out instead of being prevented by the line search.
 *
 * @param maxIterations upper bound on steps, at least 1
 * @param tolerance stops when no part of the gradient is larger than this
 */
record Lbfgs(int maxIterations, double tolerance) {
    private static final int MEMORY = 10;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final int MAX_HALVINGS = 30;

    /** A step and the change of gradient along it. */
    private record Pair(float[] step, float[] change, double curvature) {}

    /** The lowest point found, from {@code start}, which is left as it is. */
    float[] minimise(Objective objective, float[] start) {
        float[] point = start.clone();
        float[] gradient = new float[point.length];
        double value = objective.at(point, gradient);
        Deque<Pair> memory = new ArrayDeque<>();
        for (int i = 0; i < maxIterations && largest(gradient) > tolerance; i++) {
            float[] direction = direction(gradient, memory);
            double slope = dot(direction, gradient);
            if (slope >= 0) {
                return point;
            }
            double length = memory.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            float[] next = new float[point.length];
            float[] nextGradient = new float[point.length];
            double nextValue = Double.POSITIVE_INFINITY;
            for (int halving = 0;
                    halving < MAX_HALVINGS && nextValue > value + SUFFICIENT_DECREASE * length * slope; ) {
                length = halving++ == 0 ? length : length / 2;
                moved(point, direction, length, next);
                nextValue = objective.at(next, nextGradient);
            }
            if (nextValue >= value) {
                return point;
            }
            remember(memory, point, gradient, next, nextGradient);
            point = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return point;
    }

    /** Minus the gradient times the approximated inverse Hessian, by the two loops of algorithm 7.4. */
    private static float[] direction(float[] gradient, Deque<Pair> memory) {
        float[] direction = new float[gradient.length];
        addScaled(direction, gradient, -1);
        double[] alphas = new double[memory.size()];
        int i = 0;
        for (Pair pair : memory) {
            alphas[i] = dot(pair.step, direction) / pair.curvature;
            addScaled(direction, pair.change, -alphas[i++]);
        }
        if (!memory.isEmpty()) {
            Pair newest = memory.getFirst();
            scale(direction, newest.curvature / dot(newest.change, newest.change));
        }
        for (var pairs = memory.descendingIterator(); pairs.hasNext(); ) {
            Pair pair = pairs.next();
            double beta = dot(pair.change, direction) / pair.curvature;
            addScaled(direction, pair.step, alphas[--i] - beta);
        }
        return direction;
    }

    private static void remember(
            Deque<Pair> memory, float[] point, float[] gradient, float[] next, float[] nextGradient) {
        float[] step = next.clone();
        addScaled(step, point, -1);
        float[] change = nextGradient.clone();
        addScaled(change, gradient, -1);
        double curvature = dot(step, change);
        if (curvature > 1e-12 * dot(change, change)) {
            memory.addFirst(new Pair(step, change, curvature));
            if (memory.size() > MEMORY) {
                memory.removeLast();
            }
        }
    }

    private static void moved(float[] point, float[] direction, double length, float[] into) {
        System.arraycopy(point, 0, into, 0, point.length);
        addScaled(into, direction, length);
    }

    private static void addScaled(float[] sum, float[] values, double factor) {
        float by = (float) factor;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += by * values[i];
        }
    }

    private static void scale(float[] values, double factor) {
        float by = (float) factor;
        for (int i = 0; i < values.length; i++) {
            values[i] *= by;
        }
    }

    private static double largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double dot(float[] a, float[] b) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 2 <= a.length; i += 2) {
            even += (double) a[i] * b[i];
            odd += (double) a[i + 1] * b[i + 1];
        }
        return i < a.length ? even + odd + (double) a[i] * b[i] : even + odd;
    }
}
