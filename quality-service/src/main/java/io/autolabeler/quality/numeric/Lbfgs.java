package io.autolabeler.quality.numeric;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function of many numbers.
 *
 * <p>Source: J. Nocedal and S. Wright, "Numerical Optimization", 2nd edition, 2006, algorithms 7.4 and 7.5; with a plain
 * backtracking search, and pairs of no curvature left out.
 *
 * @param mostSteps at least 1
 * @param tolerance stops when no part of the gradient is larger
 */
public record Lbfgs(int mostSteps, double tolerance) {
    private static final int MEMORY = 8;
    private static final int MOST_HALVINGS = 30;
    private static final double ENOUGH = 1e-4;
    private static final double LEAST_CURVATURE = 1e-12;

    /** The function: its value, with its gradient written into the second array. */
    public interface Objective {
        double at(double[] point, double[] gradient);
    }

    private record Pair(double[] moved, double[] turned, double product) {}

    /** The point of least value that was found; the start stays as it is. */
    public double[] minimise(Objective objective, double[] start) {
        double[] point = start.clone();
        double[] gradient = new double[start.length];
        double value = objective.at(point, gradient);
        Deque<Pair> pairs = new ArrayDeque<>();
        for (int step = 0; step < mostSteps && largest(gradient) > tolerance; step++) {
            double[] direction = direction(pairs, gradient);
            double slope = Vectors.dot(direction, gradient);
            double length = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(Vectors.dot(gradient, gradient))) : 1;
            double[] next = moved(point, direction, length);
            double[] nextGradient = new double[start.length];
            double nextValue = objective.at(next, nextGradient);
            for (int h = 0; h < MOST_HALVINGS && !(nextValue <= value + ENOUGH * length * slope); h++) {
                length /= 2;
                next = moved(point, direction, length);
                nextValue = objective.at(next, nextGradient);
            }
            if (!(nextValue < value)) {
                break;
            }
            remember(pairs, difference(next, point), difference(nextGradient, gradient));
            point = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return point;
    }

    private static void remember(Deque<Pair> pairs, double[] moved, double[] turned) {
        double product = Vectors.dot(moved, turned);
        if (product > LEAST_CURVATURE * Vectors.dot(turned, turned)) {
            pairs.addLast(new Pair(moved, turned, product));
        }
        if (pairs.size() > MEMORY) {
            pairs.removeFirst();
        }
    }

    private static double[] direction(Deque<Pair> pairs, double[] gradient) {
        double[] direction = new double[gradient.length];
        add(direction, gradient, -1);
        double[] shares = new double[pairs.size()];
        int at = pairs.size();
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
            Pair pair = newest.next();
            shares[--at] = Vectors.dot(pair.moved, direction) / pair.product;
            add(direction, pair.turned, -shares[at]);
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getLast();
            double scale = last.product / Vectors.dot(last.turned, last.turned);
            for (int i = 0; i < direction.length; i++) {
                direction[i] *= scale;
            }
        }
        for (Pair pair : pairs) {
            add(direction, pair.moved, shares[at++] - Vectors.dot(pair.turned, direction) / pair.product);
        }
        return direction;
    }

    private static double[] moved(double[] from, double[] direction, double length) {
        double[] to = from.clone();
        add(to, direction, length);
        return to;
    }

    private static double[] difference(double[] to, double[] from) {
        return moved(to, from, -1);
    }

    private static void add(double[] to, double[] what, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double each : values) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }
}
