package io.autolabeler.quality.agreement;

import io.autolabeler.quality.agreement.SpanRatings.Document;
import io.autolabeler.quality.evaluation.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Agreement on where spans begin and end, label by label: raters cut the documents, laid end to end in their order, into
 * spans and the gaps between them. Comparable only for the same documents in the same order; those that not all raters
 * opened are left out.
 *
 * <p>Source: K. Krippendorff, "Measuring the Reliability of Qualitative Text Analysis Data", Quality and Quantity 38, 2004,
 * and "Content Analysis", 2004, section 11.6.
 *
 * @param overall from the disagreements of all labels
 * @param byLabel by name, of every label that somebody used
 */
public record UnitizedAlpha(Alpha overall, Map<String, Alpha> byLabel) {
    private record Section(double start, double end) {
        double length() {
            return end - start;
        }
    }

    /** One rater's cut. */
    private record Cut(List<Section> spans, List<Section> gaps) {
        /** Spans of one label that overlap or touch an earlier start are taken one after the other as they are. */
        static Cut of(List<Section> spans, double length) {
            List<Section> sorted = spans.stream()
                    .sorted(Comparator.comparingDouble(Section::start).thenComparingDouble(Section::end))
                    .toList();
            List<Section> gaps = new ArrayList<>();
            double place = 0;
            for (Section span : sorted) {
                if (span.start > place) {
                    gaps.add(new Section(place, span.start));
                }
                place = Math.max(place, span.end);
            }
            if (length > place) {
                gaps.add(new Section(place, length));
            }
            return new Cut(sorted, gaps);
        }
    }

    /** The alphas; of no pairs with fewer than two raters or without a document that all opened. */
    public static UnitizedAlpha of(SpanRatings ratings) {
        List<String> raters = ratings.raters();
        List<Document> documents = ratings.documents().values().stream()
                .filter(each -> each.byRater().keySet().containsAll(raters))
                .toList();
        double length = documents.stream().mapToDouble(Document::length).sum();
        Map<String, Alpha> byLabel = new LinkedHashMap<>();
        double observed = 0;
        double expected = 0;
        for (String label : ratings.labels()) {
            List<Cut> cuts = raters.stream()
                    .map(rater -> Cut.of(sections(documents, rater, label), length))
                    .toList();
            Alpha alpha = alpha(observed(cuts, length), expected(cuts, length), cuts.size(), length);
            byLabel.put(label, alpha);
            if (alpha instanceof Alpha.Defined defined) {
                observed += defined.observed();
                expected += defined.expected();
            }
        }
        return new UnitizedAlpha(alpha(observed, expected, raters.size(), length), byLabel);
    }

    private static Alpha alpha(double observed, double expected, int raters, double length) {
        if (raters < 2 || length == 0) {
            return new Alpha.NoPairs();
        }
        return expected > 0 ? new Alpha.Defined(1 - observed / expected, observed, expected) : new Alpha.NoVariation();
    }

    private static List<Section> sections(List<Document> documents, String rater, String label) {
        List<Section> sections = new ArrayList<>();
        double before = 0;
        for (Document document : documents) {
            for (Span span : document.byRater().getOrDefault(rater, List.of())) {
                if (span.label().equals(label)) {
                    sections.add(new Section(before + span.start(), before + span.end()));
                }
            }
            before += document.length();
        }
        return sections;
    }

    /** Mean over ordered pairs of raters, as a share of the squared length. */
    private static double observed(List<Cut> cuts, double length) {
        double sum = 0;
        for (int i = 0; i < cuts.size(); i++) {
            for (int j = i + 1; j < cuts.size(); j++) {
                sum += 2 * overlapping(cuts.get(i).spans, cuts.get(j).spans);
                sum += 2 * missing(cuts.get(i).spans, cuts.get(j).gaps);
                sum += 2 * missing(cuts.get(j).spans, cuts.get(i).gaps);
            }
        }
        return sum / (cuts.size() * (cuts.size() - 1.0) * length * length);
    }

    /** Squared distances of the bounds of spans that overlap; both lists are sorted. */
    private static double overlapping(List<Section> first, List<Section> second) {
        double sum = 0;
        int from = 0;
        for (Section span : first) {
            while (from < second.size() && second.get(from).end <= span.start) {
                from++;
            }
            for (int k = from; k < second.size() && second.get(k).start < span.end; k++) {
                Section other = second.get(k);
                if (other.end > span.start) {
                    sum += square(span.start - other.start) + square(span.end - other.end);
                }
            }
        }
        return sum;
    }

    /** Squared lengths of the spans that lie in a gap of the other rater's; both lists are sorted. */
    private static double missing(List<Section> spans, List<Section> gaps) {
        double sum = 0;
        int gap = 0;
        for (Section span : spans) {
            while (gap < gaps.size() && gaps.get(gap).end < span.end) {
                gap++;
            }
            if (gap < gaps.size() && gaps.get(gap).start <= span.start) {
                sum += square(span.length());
            }
        }
        return sum;
    }

    private static double expected(List<Cut> cuts, double length) {
        double[] spans = lengths(cuts.stream().map(Cut::spans).toList());
        double[] gaps = lengths(cuts.stream().map(Cut::gaps).toList());
        double all = cuts.size() * length;
        double places = all * (all - 1);
        double sum = 0;
        double longer = 0;
        int gap = gaps.length;
        for (int s = spans.length - 1; s >= 0; s--) {
            double l = spans[s];
            while (gap > 0 && gaps[gap - 1] >= l) {
                longer += gaps[--gap] + 1;
            }
            double room = longer - (gaps.length - gap) * l;
            sum += (spans.length - 1) / 3.0 * (2 * l * l * l - 3 * l * l + l) + l * l * room;
            places -= l * (l - 1);
        }
        return spans.length == 0 ? 0 : 2 / length * sum / places;
    }

    /** Rising. */
    private static double[] lengths(List<List<Section>> sections) {
        double[] lengths = sections.stream()
                .flatMap(List::stream)
                .mapToDouble(Section::length)
                .toArray();
        Arrays.sort(lengths);
        return lengths;
    }

    private static double square(double value) {
        return value * value;
    }
}
