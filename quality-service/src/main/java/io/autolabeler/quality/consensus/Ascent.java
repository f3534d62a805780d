package io.autolabeler.quality.consensus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Climbs a smooth function without its second derivatives, from an estimate of them by the last steps.
 *
 * <p>Source: J. Nocedal and S. J. Wright, "Numerical Optimization", 2006, algorithms 7.4 and 7.5 (L-BFGS), with step halving
 * until the value grows enough.
 */
final class Ascent {
    private static final int MEMORY = 7;
    private static final int MOST_HALVINGS = 30;
    private static final double ENOUGH = 1e-4;
    private static final double LEAST_CURVATURE = 1e-10;

    private final Objective objective;
    private final Deque<Step> steps = new ArrayDeque<>();

    Ascent(Objective objective) {
        this.objective = objective;
    }

    /** A function to climb. */
    interface Objective {
        /** The value at a point; {@code slope} is overwritten by the gradient there. */
        double at(double[] point, double[] slope);
    }

    private record Step(double[] move, double[] bend, double curvature) {}

    /** Moves the point uphill for at most {@code most} steps; returns the value reached. */
    double climb(double[] point, int most) {
        double[] slope = new double[point.length];
        double value = objective.at(point, slope);
        for (int s = 0; s < most; s++) {
            double[] direction = direction(slope);
            double[] next = point.clone();
            double[] nextSlope = new double[point.length];
            double reached = search(point, value, direction, dot(direction, slope), next, nextSlope);
            if (!(reached > value)) {
                break;
            }
            remember(point, next, slope, nextSlope);
            System.arraycopy(next, 0, point, 0, point.length);
            slope = nextSlope;
            value = reached;
        }
        return value;
    }

    private double search(
            double[] from, double value, double[] direction, double rise, double[] next, double[] nextSlope) {
        double size = steps.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(direction, direction))) : 1;
        for (int h = 0; h < MOST_HALVINGS; h++) {
            for (int p = 0; p < from.length; p++) {
                next[p] = from[p] + size * direction[p];
            }
            double reached = objective.at(next, nextSlope);
            if (reached >= value + ENOUGH * size * rise) {
                return reached;
            }
            size /= 2;
        }
        return Double.NEGATIVE_INFINITY;
    }

    /** The slope, divided by the estimated curvature. */
    private double[] direction(double[] slope) {
        double[] direction = slope.clone();
        double[] shares = new double[steps.size()];
        int s = 0;
        for (Iterator<Step> newestFirst = steps.descendingIterator(); newestFirst.hasNext(); s++) {
            Step step = newestFirst.next();
            shares[s] = dot(step.move(), direction) / step.curvature();
            add(direction, -shares[s], step.bend());
        }
        if (!steps.isEmpty()) {
            Step newest = steps.getLast();
            double scale = newest.curvature() / dot(newest.bend(), newest.bend());
            for (int p = 0; p < direction.length; p++) {
                direction[p] *= scale;
            }
        }
        for (Step step : steps) {
            s--;
            add(direction, shares[s] - dot(step.bend(), direction) / step.curvature(), step.move());
        }
        return direction;
    }

    private void remember(double[] point, double[] next, double[] slope, double[] nextSlope) {
        double[] move = new double[point.length];
        double[] bend = new double[point.length];
        for (int p = 0; p < move.length; p++) {
            move[p] = next[p] - point[p];
            bend[p] = slope[p] - nextSlope[p];
        }
        double curvature = dot(move, bend);
        if (curvature > LEAST_CURVATURE * dot(bend, bend)) {
            steps.addLast(new Step(move, bend, curvature));
        }
        if (steps.size() > MEMORY) {
            steps.removeFirst();
        }
    }

    private static void add(double[] target, double factor, double[] values) {
        for (int p = 0; p < target.length; p++) {
            target[p] += factor * values[p];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int p = 0; p < a.length; p++) {
            sum += a[p] * b[p];
        }
        return sum;
    }
}
