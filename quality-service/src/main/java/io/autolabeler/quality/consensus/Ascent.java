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

    private record Point(double[] at, double[] slope, double value) {}

    private record Step(double[] move, double[] bend, double curvature) {}

    /** Moves the point uphill for at most {@code most} steps; returns the value reached. */
    double climb(double[] point, int most) {
        Point now = point(point.clone());
        for (int s = 0; s < most; s++) {
            Point next = search(now, direction(now.slope()));
            if (!(next.value() > now.value())) {
                break;
            }
            remember(now, next);
            now = next;
        }
        System.arraycopy(now.at(), 0, point, 0, point.length);
        return now.value();
    }

    /** The first of ever shorter steps that gains enough; the start itself when none does. */
    private Point search(Point from, double[] direction) {
        double rise = dot(direction, from.slope());
        double size = steps.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(direction, direction))) : 1;
        for (int h = 0; h < MOST_HALVINGS; h++) {
            double[] at = from.at().clone();
            add(at, size, direction);
            Point next = point(at);
            if (next.value() >= from.value() + ENOUGH * size * rise) {
                return next;
            }
            size /= 2;
        }
        return from;
    }

    private Point point(double[] at) {
        double[] slope = new double[at.length];
        return new Point(at, slope, objective.at(at, slope));
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

    private void remember(Point from, Point next) {
        double[] move = next.at().clone();
        double[] bend = from.slope().clone();
        add(move, -1, from.at());
        add(bend, -1, next.slope());
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
