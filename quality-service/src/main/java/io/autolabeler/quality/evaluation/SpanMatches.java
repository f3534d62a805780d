package io.autolabeler.quality.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which given span stands for which gold span: same bounds first, then the largest overlap, of equal ones the earliest; each
 * is used once, and what is there twice counts once.
 *
 * <p>Source: I. Segura-Bedmar, P. Martinez, M. Herrero-Zazo, "SemEval-2013 Task 9: Extraction of Drug-Drug Interactions
 * from Biomedical Texts", 2013, section on task 9.1. Half credit for partial matches is by that definition.
 *
 * @param missed gold spans that nothing stands for
 * @param spurious given spans that stand for nothing
 */
public record SpanMatches(List<Match> matches, int missed, int spurious) {
    /** When a match is right. */
    public enum Scheme {
        /** Same bounds and label. */
        STRICT,
        /** Same bounds. */
        EXACT,
        /** Same label, and some overlap. */
        TYPE,
        /** Some overlap, for half credit unless bounds are the same. */
        PARTIAL
    }

    /** A gold span and the given span that stands for it. */
    public record Match(Span gold, Span given) {
        boolean sameBounds() {
            return gold.sameBounds(given);
        }

        boolean sameLabel() {
            return gold.label().equals(given.label());
        }
    }

    /**
     * What came of the spans.
     *
     * @param correct in full
     * @param incorrect matches that earn nothing
     * @param partial matches that earn half
     */
    public record Counts(int correct, int incorrect, int partial, int missed, int spurious) {
        /** In [0, 1]; 0 where nothing was given. */
        public double precision() {
            int given = correct + incorrect + partial + spurious;
            return given == 0 ? 0 : credit() / given;
        }

        /** In [0, 1]; 0 where there is no gold. */
        public double recall() {
            int gold = correct + incorrect + partial + missed;
            return gold == 0 ? 0 : credit() / gold;
        }

        /** The harmonic mean of precision and recall. */
        public double f1() {
            int both = 2 * (correct + incorrect + partial) + missed + spurious;
            return both == 0 ? 0 : 2 * credit() / both;
        }

        private double credit() {
            return correct + 0.5 * partial;
        }
    }

    public SpanMatches {
        matches = List.copyOf(matches);
    }

    /** The matches in all documents. */
    public static SpanMatches of(Collection<Span> gold, Collection<Span> given) {
        Map<String, List<Span>> golds = byDocument(gold);
        List<Match> candidates = new ArrayList<>();
        byDocument(given).forEach((document, spans) -> {
            OverlapIndex index = new OverlapIndex(golds.getOrDefault(document, List.of()));
            spans.forEach(span -> index.overlapping(span).forEach(other -> candidates.add(new Match(other, span))));
        });
        candidates.sort(Comparator.comparing((Match each) -> !each.sameBounds())
                .thenComparing(each -> each.sameBounds() && !each.sameLabel())
                .thenComparing(each -> -each.gold.overlap(each.given))
                .thenComparing(Match::gold, Span.BY_PLACE)
                .thenComparing(Match::given, Span.BY_PLACE)
                .thenComparing(each -> each.gold.document()));
        Set<Span> taken = new HashSet<>();
        Set<Span> used = new HashSet<>();
        List<Match> matches = new ArrayList<>();
        for (Match each : candidates) {
            if (!taken.contains(each.gold) && !used.contains(each.given)) {
                taken.add(each.gold);
                used.add(each.given);
                matches.add(each);
            }
        }
        int missed = new HashSet<>(gold).size() - matches.size();
        return new SpanMatches(matches, missed, new HashSet<>(given).size() - matches.size());
    }

    /** What came of the spans under a scheme. */
    public Counts counts(Scheme scheme) {
        int correct = 0;
        for (Match each : matches) {
            boolean right = switch (scheme) {
                case STRICT -> each.sameBounds() && each.sameLabel();
                case EXACT, PARTIAL -> each.sameBounds();
                case TYPE -> each.sameLabel();
            };
            correct += right ? 1 : 0;
        }
        int others = matches.size() - correct;
        boolean half = scheme == Scheme.PARTIAL;
        return new Counts(correct, half ? 0 : others, half ? others : 0, missed, spurious);
    }

    private static Map<String, List<Span>> byDocument(Collection<Span> spans) {
        Map<String, List<Span>> documents = new HashMap<>();
        new HashSet<>(spans)
                .forEach(each -> documents
                        .computeIfAbsent(each.document(), document -> new ArrayList<>())
                        .add(each));
        return documents;
    }
}
