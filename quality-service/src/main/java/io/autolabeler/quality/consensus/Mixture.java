package io.autolabeler.quality.consensus;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the automatic choice compared, and what it took.
 *
 * @param reason in a sentence
 * @param candidates in a fixed order, the first being the majority; empty when nothing was compared
 */
public record Mixture(String reason, List<Candidate> candidates) implements Detail {
    private static final double WORTH_NAMING = 0.01;

    public Mixture {
        candidates = List.copyOf(candidates);
    }

    /**
     * One method in the comparison.
     *
     * @param weight its share of the result, in [0, 1]
     * @param sharpness the power its posteriors were raised to, infinity for "the largest alone"
     * @param total log-probability of all held-out labels, in nats
     * @param gain of the total over the majority's, 0 for the majority itself
     * @param gainStandardError of the gain, from its spread over items
     */
    public record Candidate(
            String method, double weight, double sharpness, double total, double gain, double gainStandardError) {}

    static String reason(List<Candidate> candidates, boolean single) {
        Candidate best = candidates.stream()
                .max(Comparator.comparingDouble(Candidate::total))
                .orElseThrow();
        String parts = candidates.stream()
                .filter(each -> each.weight() >= WORTH_NAMING)
                .sorted(Comparator.comparingDouble(Candidate::weight).reversed())
                .map(each -> String.format(Locale.ROOT, "%s %.0f %%", each.method(), 100 * each.weight()))
                .collect(Collectors.joining(", "));
        boolean alone = single || !parts.contains(",");
        String chosen = alone ? "Only " + best.method() : "A mixture of " + parts;
        String subject = alone ? "it" : best.method();
        String gain = best.method().equals("majority")
                ? "no method predicts held-out labels better than the majority vote"
                : String.format(
                        Locale.ROOT,
                        "%s predicts held-out labels best, by %.1f nats more than the majority vote (standard error %.1f)",
                        subject,
                        best.gain(),
                        best.gainStandardError());
        return chosen + ": " + gain + ".";
    }
}
