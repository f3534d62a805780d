package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.SpanRatings.Document;
import io.autolabeler.quality.evaluation.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the code points of one document add to alphas: swept from bound to bound, each stretch weighing as much as it is long.
 * Alphas of several documents come from the sums of these.
 */
final class CharacterSums {
    /** How often code points were rated. */
    private double ratings;
    /** {@code [labels]}: how often code points were covered by each label; last: by any. */
    private final double[] covered;
    /** {@code [labels]}: observed disagreement on whether each label covers; last: on whether any does. */
    private final double[] disagreements;
    /** Observed disagreement on which label covers, where no rater lets two labels overlap. */
    private double disagreement;

    private boolean overlapping;

    private record Bound(int place, int rater, int label, int change) {}

    private CharacterSums(int labels) {
        this.covered = new double[labels + 1];
        this.disagreements = new double[labels + 1];
    }

    static CharacterSums none(int labels) {
        return new CharacterSums(labels);
    }

    /** Of a document that at least two raters opened. */
    static CharacterSums of(Document document, List<String> labels) {
        CharacterSums sums = new CharacterSums(labels.size());
        List<Bound> bounds = new ArrayList<>();
        int rater = 0;
        for (List<Span> spans : document.byRater().values()) {
            for (Span span : spans) {
                int label = labels.indexOf(span.label());
                bounds.add(new Bound(span.start(), rater, label, 1));
                bounds.add(new Bound(span.end(), rater, label, -1));
            }
            rater++;
        }
        bounds.add(new Bound(document.length(), 0, 0, 0));
        bounds.sort(Comparator.comparingInt(Bound::place));
        sums.sweep(bounds, new int[rater][labels.size()]);
        return sums;
    }

    private void sweep(List<Bound> bounds, int[][] open) {
        int[] covering = new int[covered.length];
        int[] labelsOfRater = new int[open.length];
        int place = 0;
        for (Bound bound : bounds) {
            if (bound.place > place) {
                add(bound.place - place, covering, open.length);
                for (int labels : labelsOfRater) {
                    overlapping |= labels > 1;
                }
                place = bound.place;
            }
            if (bound.change == 0) {
                continue;
            }
            int before = open[bound.rater][bound.label];
            open[bound.rater][bound.label] += bound.change;
            int change = Math.min(1, before + bound.change) - Math.min(1, before);
            int labelsBefore = labelsOfRater[bound.rater];
            labelsOfRater[bound.rater] += change;
            covering[bound.label] += change;
            covering[covering.length - 1] += Math.min(1, labelsBefore + change) - Math.min(1, labelsBefore);
        }
    }

    /** A stretch of so many code points, each label covering it for so many of the raters. */
    private void add(double length, int[] covering, double raters) {
        ratings += length * raters;
        int labels = covering.length - 1;
        double squares = 0;
        double uncovered = raters;
        for (int label = 0; label <= labels; label++) {
            double c = covering[label];
            if (c > 0) {
                covered[label] += length * c;
                disagreements[label] += length * 2 * c * (raters - c) / (raters - 1);
                squares += label < labels ? c * c : 0;
                uncovered -= label < labels ? c : 0;
            }
        }
        disagreement += length * (raters * raters - squares - uncovered * uncovered) / (raters - 1);
    }

    /** Adds another so many times. */
    void add(CharacterSums other, int times) {
        ratings += times * other.ratings;
        disagreement += times * other.disagreement;
        overlapping |= other.overlapping;
        for (int label = 0; label < covered.length; label++) {
            covered[label] += times * other.covered[label];
            disagreements[label] += times * other.disagreements[label];
        }
    }

    double ratings() {
        return ratings;
    }

    /** {@code [labels]}, and last any of them: how often code points were covered. */
    double[] covered() {
        return covered.clone();
    }

    boolean overlapping() {
        return overlapping;
    }

    /** Alpha of whether a label covers a code point; the number of labels asks whether any does. */
    Alpha ofLabel(int label) {
        return alpha(disagreements[label], expected(label));
    }

    /** Alpha of which label covers a code point, none being a value; over labels one by one where some overlap. */
    Alpha overall(boolean labelByLabel) {
        double squares = 0;
        double uncovered = ratings;
        double observed = 0;
        double expected = 0;
        for (int label = 0; label < covered.length - 1; label++) {
            squares += covered[label] * covered[label];
            uncovered -= covered[label];
            observed += disagreements[label];
            expected += expected(label);
        }
        return labelByLabel
                ? alpha(observed, expected)
                : alpha(disagreement, (ratings * ratings - squares - uncovered * uncovered) / (ratings - 1));
    }

    private double expected(int label) {
        return 2 * covered[label] * (ratings - covered[label]) / (ratings - 1);
    }

    private Alpha alpha(double observed, double expected) {
        if (ratings == 0) {
            return new Alpha.NoPairs();
        }
        return expected > 0
                ? new Alpha.Defined(1 - observed / expected, observed / ratings, expected / ratings)
                : new Alpha.NoVariation();
    }
}
