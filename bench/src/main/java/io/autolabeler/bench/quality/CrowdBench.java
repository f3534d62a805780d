package io.autolabeler.bench.quality;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.autolabeler.quality.consensus.Consensus;
import io.autolabeler.quality.consensus.ConsensusMethods;
import io.autolabeler.quality.consensus.GoldScore;
import io.autolabeler.quality.consensus.VoteMatrix;
import io.autolabeler.quality.consensus.VoteMatrixBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Accuracy of every consensus method on the public crowd sets, against their gold labels. */
public final class CrowdBench {
    private static final List<String> SETS = List.of("rte", "d_possent", "bluebird", "weather_CF", "s_face");
    /** What is published or was measured elsewhere with the same files, as the data's own notes say. */
    private static final Map<String, String> REFERENCE = Map.of(
            "d_possent", "majority .932, Dawid-Skene .960",
            "bluebird", "majority .759, Dawid-Skene .889",
            "weather_CF", "majority .90, Dawid-Skene without smoothing .83");

    private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L, 5L);

    private CrowdBench() {}

    /** A set's votes and, by item, its true class or {@link VoteMatrix#UNKNOWN}. */
    private record Crowd(VoteMatrix votes, int[] truth) {}

    /** Lines of a table, a method each, a set each column; empty if the sets are not on this machine. */
    public static List<String> run() {
        if (!SETS.stream().allMatch(set -> PublicData.has("crowd/" + set))) {
            return List.of("    skipped: the crowd sets are not on this machine");
        }
        SortedMap<String, List<GoldScore>> scores = new TreeMap<>();
        Map<String, String> autos = new LinkedHashMap<>();
        for (String set : SETS) {
            Crowd crowd = crowd(set);
            for (String method : ConsensusMethods.NAMES) {
                if (!method.equals("auto")) {
                    add(scores, method, crowd, SEEDS.getFirst());
                }
            }
            long start = System.nanoTime();
            SEEDS.forEach(seed -> add(scores, "auto, seed " + seed, crowd, seed));
            autos.put(set, "%.1f s".formatted((System.nanoTime() - start) / 1e9 / SEEDS.size()));
        }
        return lines(scores, autos);
    }

    private static void add(SortedMap<String, List<GoldScore>> scores, String row, Crowd crowd, long seed) {
        Consensus consensus =
                ConsensusMethods.named(row.replaceAll(",.*", ""), seed).infer(crowd.votes());
        scores.computeIfAbsent(row, name -> new ArrayList<>()).add(GoldScore.of(consensus, crowd.truth()));
    }

    private static List<String> lines(SortedMap<String, List<GoldScore>> scores, Map<String, String> autos) {
        List<String> lines = new ArrayList<>();
        lines.add(row("method", SETS, "mean"));
        scores.forEach((method, found) -> lines.add(row(
                method,
                found.stream().map(each -> figure(each.accuracy())).toList(),
                figure(found.stream().mapToDouble(GoldScore::accuracy).average().orElse(0)))));
        lines.add(row(
                "standard error",
                scores.getOrDefault("auto, seed 1", List.of()).stream()
                        .map(each -> figure(each.standardError()))
                        .toList(),
                ""));
        lines.add(row("time of auto", List.copyOf(autos.values()), ""));
        REFERENCE.forEach((set, words) -> lines.add("    reference " + set + ": " + words));
        return lines;
    }

    private static String row(String name, List<String> cells, String last) {
        StringBuilder line = new StringBuilder("    %-14s".formatted(name));
        cells.forEach(cell -> line.append("%12s".formatted(cell)));
        return line.append("%10s".formatted(last)).toString();
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static Crowd crowd(String set) {
        List<NamedCsvRecord> rows = PublicData.rows("crowd/" + set, "label.csv");
        List<NamedCsvRecord> gold = PublicData.rows("crowd/" + set, "truth.csv");
        Map<String, Integer> items = numbers(rows, "item");
        Map<String, Integer> workers = numbers(rows, "worker");
        Map<String, Integer> labels = numbers(rows, "label");
        VoteMatrixBuilder votes = VoteMatrix.builder(items.size(), workers.size(), labels.size());
        rows.forEach(row -> votes.vote(
                number(items, row.getField("item")),
                number(workers, row.getField("worker")),
                number(labels, row.getField("label"))));
        int[] truth = new int[items.size()];
        Arrays.fill(truth, VoteMatrix.UNKNOWN);
        for (NamedCsvRecord row : gold) {
            Integer item = items.get(row.getField("item"));
            if (item != null) {
                truth[item] = labels.getOrDefault(row.getField("truth"), VoteMatrix.UNKNOWN);
            }
        }
        return new Crowd(votes.build(), truth);
    }

    private static int number(Map<String, Integer> numbers, String name) {
        return Objects.requireNonNull(numbers.get(name));
    }

    private static Map<String, Integer> numbers(List<NamedCsvRecord> rows, String column) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        new TreeSet<>(rows.stream().map(row -> row.getField(column)).toList())
                .forEach(name -> numbers.put(name, numbers.size()));
        return numbers;
    }
}
