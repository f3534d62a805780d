package io.autolabeler.quality.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How well given relations agree with gold relations, by type.
 *
 * <p>Source: B. Taille, V. Guigue, G. Scoutheeten, P. Gallinari, "Let's Stop Incorrect Comparisons in End-to-End Relation
 * Extraction!", EMNLP 2020, section 2, for strict and boundaries.
 *
 * @param strict type, and bounds and labels of both arguments
 * @param boundaries type, and bounds of both arguments
 * @param relaxed type, and some overlap of both arguments
 * @param turned given relations that are right but for their direction
 * @param mistyped given relations whose arguments are related, but not in that way
 */
public record RelationScores(Labels strict, Labels boundaries, Labels relaxed, int turned, int mistyped) {
    /**
     * The scores; what is there twice counts once.
     *
     * @param symmetric types whose direction means nothing
     */
    public static RelationScores of(Collection<Relation> gold, Collection<Relation> given, Set<String> symmetric) {
        Set<Relation> golds = ordered(gold, symmetric);
        Set<Relation> givens = ordered(given, symmetric);
        Set<Relation> goldPlaces = places(golds);
        Set<Relation> wrong = places(givens);
        wrong.removeAll(goldPlaces);
        Set<List<Span>> pairs = goldPlaces.stream()
                .map(each -> List.of(each.head(), each.tail()))
                .collect(Collectors.toSet());
        int turned = 0;
        int mistyped = 0;
        for (Relation each : wrong) {
            boolean related = pairs.contains(List.of(each.head(), each.tail()));
            mistyped += related ? 1 : 0;
            turned += !related && goldPlaces.contains(each.turned()) ? 1 : 0;
        }
        return new RelationScores(
                Labels.ofEqual(golds, givens, Relation::type),
                Labels.ofEqual(goldPlaces, places(givens), Relation::type),
                relaxed(golds, givens),
                turned,
                mistyped);
    }

    /** Share of the gold relations whose arguments are both among the given spans: no relation finder can do better; 1 for none. */
    public static double reachable(Collection<Relation> gold, Collection<Span> given) {
        Set<Span> found = new HashSet<>(given);
        Set<Relation> relations = new HashSet<>(gold);
        long both = relations.stream()
                .filter(each -> found.contains(each.head()) && found.contains(each.tail()))
                .count();
        return relations.isEmpty() ? 1 : (double) both / relations.size();
    }

    /** Each given relation takes the first gold one of its type that it overlaps with and that is left, same bounds first. */
    private static Labels relaxed(Set<Relation> gold, Set<Relation> given) {
        Map<String, int[]> counts = new TreeMap<>();
        Map<List<String>, List<Relation>> left = gold.stream()
                .collect(Collectors.groupingBy(RelationScores::place, Collectors.toCollection(ArrayList::new)));
        gold.forEach(each -> Labels.count(counts, each.type())[0]++);
        Set<Relation> open = new LinkedHashSet<>();
        for (Relation each : given) {
            Labels.count(counts, each.type())[1]++;
            if (!takes(left, each, true)) {
                open.add(each);
            } else {
                Labels.count(counts, each.type())[2]++;
            }
        }
        open.forEach(each -> Labels.count(counts, each.type())[2] += takes(left, each, false) ? 1 : 0);
        return Labels.of(counts);
    }

    private static boolean takes(Map<List<String>, List<Relation>> left, Relation given, boolean exactly) {
        List<Relation> candidates = left.getOrDefault(place(given), List.of());
        for (int i = 0; i < candidates.size(); i++) {
            Relation gold = candidates.get(i);
            if (exactly ? gold.sameArguments(given) : gold.overlaps(given)) {
                candidates.remove(i);
                return true;
            }
        }
        return false;
    }

    private static List<String> place(Relation relation) {
        return List.of(relation.head().document(), relation.type());
    }

    private static Set<Relation> ordered(Collection<Relation> relations, Set<String> symmetric) {
        return relations.stream()
                .map(each -> symmetric.contains(each.type()) ? each.ordered() : each)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Relation> places(Set<Relation> relations) {
        return relations.stream()
                .map(Relation::withoutArgumentLabels)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
