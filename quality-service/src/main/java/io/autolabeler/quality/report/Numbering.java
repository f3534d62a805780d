package io.autolabeler.quality.report;

import io.autolabeler.quality.consensus.VoteMatrix;
import io.autolabeler.quality.consensus.VoteMatrixBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Numbers for a file's names that have nothing to do with the order of its rows, so that no result does either. */
final class Numbering {
    private static final int MOST_LABELS = 500;
    private static final long MOST_CELLS = 5_000_000;

    private final AnnotationRows rows;
    private final Map<String, Integer> items;
    private final List<String> annotators;
    private final Map<String, Integer> annotatorNumbers;
    private final List<String> labels;
    private final Map<String, Integer> labelNumbers;

    /**
     * Names in the order of their characters, whole numbers in that of their values.
     *
     * @param declared labels that there are, seen or not, in their own order; empty: those seen
     */
    Numbering(AnnotationRows rows, List<String> declared) {
        this.rows = rows;
        this.items = numbers(sorted(rows.items().all()));
        this.annotators = sorted(rows.annotators().all());
        this.annotatorNumbers = numbers(annotators);
        this.labels = declared.isEmpty() ? sorted(withGold(rows)) : declared;
        this.labelNumbers = numbers(labels);
    }

    private static List<String> withGold(AnnotationRows rows) {
        TreeSet<String> all = new TreeSet<>(rows.labels().all());
        rows.items().all().stream()
                .map(item -> rows.goldOf(rows.items().known(item)))
                .filter(label -> !label.isEmpty())
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static List<String> sorted(List<String> names) {
        boolean whole = names.stream().allMatch(name -> name.matches("\\d{1,18}"));
        Comparator<String> byValue = Comparator.comparingLong(Long::parseLong);
        return names.stream()
                .sorted(whole ? byValue.thenComparing(Comparator.naturalOrder()) : Comparator.naturalOrder())
                .toList();
    }

    private static Map<String, Integer> numbers(List<String> names) {
        Map<String, Integer> numbers = HashMap.newHashMap(names.size());
        for (String name : names) {
            numbers.put(name, numbers.size());
        }
        return numbers;
    }

    AnnotationRows rows() {
        return rows;
    }

    /** By number. */
    List<String> labels() {
        return labels;
    }

    String annotatorName(int annotator) {
        return annotators.get(annotator);
    }

    int item(String name) {
        return items.getOrDefault(name, VoteMatrix.UNKNOWN);
    }

    /** -1 for a stranger. */
    int annotator(String name) {
        return annotatorNumbers.getOrDefault(name, -1);
    }

    /** -1 for a label that the file does not have. */
    int label(String name) {
        return labelNumbers.getOrDefault(name, VoteMatrix.UNKNOWN);
    }

    /** The rows as votes; the first of an annotator's rows on an item counts. */
    VoteMatrix votes() {
        requireBearable();
        int[] item = numbersOf(rows.items(), items);
        int[] annotator = numbersOf(rows.annotators(), annotatorNumbers);
        int[] label = numbersOf(rows.labels(), labelNumbers);
        VoteMatrixBuilder votes = VoteMatrix.builder(item.length, annotator.length, labels.size());
        for (int row = 0; row < rows.size(); row++) {
            votes.vote(item[rows.item(row)], annotator[rows.annotator(row)], label[rows.label(row)]);
        }
        for (int i = 0; i < item.length; i++) {
            int gold = label(rows.goldOf(i));
            if (gold != VoteMatrix.UNKNOWN) {
                votes.gold(item[i], gold);
            }
        }
        return votes.build();
    }

    private void requireBearable() {
        if (labels.size() > MOST_LABELS) {
            throw new ReportFault(
                    "labelColumn",
                    "at most %d different labels are merged, got %d".formatted(MOST_LABELS, labels.size()));
        }
        long cells = (long) annotators.size() * labels.size() * labels.size();
        if (cells > MOST_CELLS) {
            throw new ReportFault(
                    "annotatorColumn",
                    "annotators times labels squared must be at most %,d, got %,d annotators and %,d labels"
                            .formatted(MOST_CELLS, annotators.size(), labels.size()));
        }
    }

    private static int[] numbersOf(Names names, Map<String, Integer> numbers) {
        List<Integer> found = new ArrayList<>();
        names.all().forEach(name -> found.add(numbers.get(name)));
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
