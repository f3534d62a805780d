package io.autolabeler.quality.evaluation;

import io.autolabeler.quality.evaluation.SpanMatches.Match;
import io.autolabeler.quality.evaluation.SpanMatches.Scheme;
import io.autolabeler.quality.statistics.Bootstrap;
import io.autolabeler.quality.statistics.Estimate;
import io.autolabeler.quality.statistics.PairedBootstrap;
import io.autolabeler.quality.statistics.Quantiles;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * How well given spans agree with gold spans; intervals from resampled documents, since spans of one document hang together.
 *
 * <p>Source: strict scores as in conlleval, E. F. Tjong Kim Sang and S. Buchholz, 2000; partial ones as in
 * {@link SpanMatches}.
 *
 * @param strict right are spans with the same bounds and label
 */
public record SpanEvaluation(Labels strict, SpanMatches matches, F1 f1, Boundaries boundaries) {
    /**
     * F1 by what counts as right.
     *
     * @param strict the same bounds and label, of all labels together
     * @param macro likewise, every label counting the same
     * @param partial half credit for any overlap, whatever the label
     * @param labelIgnored the same bounds, whatever the label
     */
    public record F1(Estimate strict, Estimate macro, Estimate partial, Estimate labelIgnored) {}

    /** Of the matches, how many start too early or late, and end so, against the gold span. */
    public record Boundaries(int earlyStart, int lateStart, int earlyEnd, int lateEnd) {
        static Boundaries of(List<Match> matches) {
            int[] counts = new int[4];
            for (Match each : matches) {
                counts[0] += each.given().start() < each.gold().start() ? 1 : 0;
                counts[1] += each.given().start() > each.gold().start() ? 1 : 0;
                counts[2] += each.given().end() < each.gold().end() ? 1 : 0;
                counts[3] += each.given().end() > each.gold().end() ? 1 : 0;
            }
            return new Boundaries(counts[0], counts[1], counts[2], counts[3]);
        }
    }

    /**
     * The evaluation.
     *
     * @param documents all that were labelled, at least one, with spans or without
     */
    public static SpanEvaluation of(
            Collection<String> documents,
            Collection<Span> gold,
            Collection<Span> given,
            Bootstrap bootstrap,
            DoubleConsumer progress) {
        DocumentCounts counts = DocumentCounts.of(documents, gold, given);
        double[][] samples = bootstrap.run(counts.ones(), counts::all, progress);
        SpanMatches matches = SpanMatches.of(gold, given);
        Labels strict = Labels.ofEqual(gold, given, Span::label);
        F1 f1 = new F1(
                estimate(strict.micro().f1(), samples[0]),
                estimate(strict.macro().f1(), samples[1]),
                estimate(matches.counts(Scheme.PARTIAL).f1(), samples[2]),
                estimate(matches.counts(Scheme.EXACT).f1(), samples[3]));
        return new SpanEvaluation(strict, matches, f1, Boundaries.of(matches.matches()));
    }

    /** Strict F1, of all labels together. */
    public Estimate strictF1() {
        return f1.strict();
    }

    private static Estimate estimate(double value, double[] samples) {
        return new Estimate(value, Quantiles.of(samples).middle95());
    }

    /** Strict F1 of the first system less that of the second, on the same documents. */
    public static PairedBootstrap compare(
            Collection<String> documents,
            Collection<Span> gold,
            List<? extends Collection<Span>> firstAndSecond,
            Bootstrap bootstrap,
            DoubleConsumer progress) {
        DocumentCounts first = DocumentCounts.of(documents, gold, firstAndSecond.getFirst());
        DocumentCounts second = DocumentCounts.of(documents, gold, firstAndSecond.getLast());
        return PairedBootstrap.of(
                first.ones(), times -> first.strictF1(times) - second.strictF1(times), bootstrap, progress);
    }
}
