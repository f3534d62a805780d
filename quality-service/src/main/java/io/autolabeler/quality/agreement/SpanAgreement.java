package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.AlphaIntervals.Choice;
import io.autolabeler.quality.agreement.SpanRatings.Document;
import io.autolabeler.quality.evaluation.F1Scores.Label;
import io.autolabeler.quality.evaluation.Span;
import io.autolabeler.quality.evaluation.SpanMatches;
import io.autolabeler.quality.evaluation.SpanMatches.Counts;
import io.autolabeler.quality.evaluation.SpanMatches.Scheme;
import io.autolabeler.quality.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

/**
 * How far raters agree on spans. Every code point is a unit, and its value the label that covers it, or none: an
 * approximation of unitizing, in which long spans weigh most, and two spans of one label side by side are one. Intervals are
 * from documents.
 *
 * <p>Source: K. Krippendorff, "Measuring the Reliability of Qualitative Text Analysis Data", Quality and Quantity 38, 2004,
 * for alpha on stretches of text; here over code points.
 *
 * @param overall of the labels; over labels one by one where some rater's labels overlap
 * @param covered of whether any label covers, whichever it is
 * @param byLabel of whether the label covers, by name
 * @param documents that at least two raters opened
 * @param overlapping whether some rater's labels overlap
 */
public record SpanAgreement(
        Figure overall,
        Figure covered,
        Map<String, Figure> byLabel,
        List<Pair> pairs,
        int documents,
        boolean overlapping) {
    /**
     * An alpha and its interval; empty where the documents are too few or alpha is not defined.
     *
     * @param bootstrap from samples of the documents, whatever the interval is
     */
    public record Figure(Alpha alpha, Optional<AlphaInterval> interval, Optional<AlphaInterval> bootstrap) {
        private static Figure of(Alpha alpha, AlphaIntervals intervals, int documents) {
            // A document that is labelled by chance is hardly ever undisputed.
            boolean undisputed = alpha instanceof Alpha.Defined defined && defined.observed() == 0;
            return new Figure(
                    alpha,
                    undisputed ? Optional.of(ExactShare.of(documents, 1)) : intervals.reported(),
                    intervals.bootstrap());
        }

        /** What the figure is good for. */
        public Judgement judgement() {
            return Judgement.of(alpha, interval);
        }
    }

    /**
     * Two raters on the documents that both opened: F1 is the same whoever is taken for gold; NaN where neither marked
     * anything.
     */
    public record Pair(String first, String second, int documents, double strictF1, double partialF1) {}

    /** The agreement with the intervals that suit the number of documents; the seed is that of the bootstrap. */
    public static SpanAgreement of(SpanRatings ratings, long seed, DoubleConsumer progress) {
        return of(ratings, Choice.AUTO, seed, progress);
    }

    /** The agreement; there is no choice of {@link Choice#HAYES_KRIPPENDORFF}, which gets the bootstrap. */
    public static SpanAgreement of(SpanRatings ratings, Choice choice, long seed, DoubleConsumer progress) {
        List<String> labels = ratings.labels();
        List<CharacterSums> documents = ratings.shared().stream()
                .map(each -> CharacterSums.of(each, labels))
                .toList();
        boolean labelByLabel = documents.stream().anyMatch(CharacterSums::overlapping);
        int[] ones = new int[documents.size()];
        Arrays.fill(ones, 1);
        List<AlphaIntervals> intervals = AlphaIntervals.of(
                ones,
                times -> alphas(sum(documents, times, labels.size()), labels.size(), labelByLabel)
                        .mapToDouble(each -> each.figure().orElse(Double.NaN))
                        .toArray(),
                choice,
                new Bootstrap(AlphaInterval.REPLICATES, seed),
                progress);
        List<Alpha> alphas = alphas(sum(documents, ones, labels.size()), labels.size(), labelByLabel)
                .toList();
        Map<String, Figure> byLabel = new LinkedHashMap<>();
        for (int label = 0; label < labels.size(); label++) {
            byLabel.put(labels.get(label), Figure.of(alphas.get(2 + label), intervals.get(2 + label), ones.length));
        }
        return new SpanAgreement(
                Figure.of(alphas.get(0), intervals.get(0), ones.length),
                Figure.of(alphas.get(1), intervals.get(1), ones.length),
                byLabel,
                pairs(ratings),
                documents.size(),
                labelByLabel);
    }

    private static CharacterSums sum(List<CharacterSums> documents, int[] times, int labels) {
        CharacterSums sum = CharacterSums.none(labels);
        for (int d = 0; d < times.length; d++) {
            if (times[d] > 0) {
                sum.add(documents.get(d), times[d]);
            }
        }
        return sum;
    }

    /** Overall, of any label, and of each. */
    private static Stream<Alpha> alphas(CharacterSums sums, int labels, boolean labelByLabel) {
        return Stream.concat(
                Stream.of(sums.overall(labelByLabel), sums.ofLabel(labels)),
                Stream.iterate(0, label -> label + 1).limit(labels).map(sums::ofLabel));
    }

    private static List<Pair> pairs(SpanRatings ratings) {
        List<String> raters = ratings.raters();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < raters.size(); i++) {
            for (int j = i + 1; j < raters.size(); j++) {
                pair(ratings, raters.get(i), raters.get(j)).ifPresent(pairs::add);
            }
        }
        return pairs;
    }

    private static Optional<Pair> pair(SpanRatings ratings, String first, String second) {
        List<Span> ofFirst = new ArrayList<>();
        List<Span> ofSecond = new ArrayList<>();
        int documents = 0;
        for (Document document : ratings.documents().values()) {
            if (document.byRater().keySet().containsAll(Set.of(first, second))) {
                ofFirst.addAll(document.byRater().getOrDefault(first, List.of()));
                ofSecond.addAll(document.byRater().getOrDefault(second, List.of()));
                documents++;
            }
        }
        if (documents == 0) {
            return Optional.empty();
        }
        Set<Span> both = new HashSet<>(ofFirst);
        both.retainAll(ofSecond);
        Label strict = new Label(ofFirst.size(), ofSecond.size(), both.size());
        Counts partial = SpanMatches.of(ofFirst, ofSecond).counts(Scheme.PARTIAL);
        boolean nothing = ofFirst.isEmpty() && ofSecond.isEmpty();
        return Optional.of(new Pair(
                first, second, documents, nothing ? Double.NaN : strict.f1(), nothing ? Double.NaN : partial.f1()));
    }
}
