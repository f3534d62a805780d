package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.Table;
import io.autolabeler.quality.v1.PairAgreement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Agreement of pairs of annotators: a square of figures where it fits, else the pairs that agree least. */
final class PairText {
    private static final int SQUARE = 10;
    private static final int PAIRS = 20;
    private static final String HEAT = " .:-=+*#%@";

    private PairText() {}

    static String of(List<PairAgreement> pairs) {
        Map<String, Integer> annotators = new LinkedHashMap<>();
        for (PairAgreement pair : pairs) {
            annotators.putIfAbsent(pair.getFirst(), annotators.size() + 1);
            annotators.putIfAbsent(pair.getSecond(), annotators.size() + 1);
        }
        if (pairs.isEmpty()) {
            return "";
        }
        return "\n" + (annotators.size() <= SQUARE ? square(annotators, pairs) : list(pairs));
    }

    private static String square(Map<String, Integer> annotators, List<PairAgreement> pairs) {
        Map<List<String>, PairAgreement> byPair = new HashMap<>();
        pairs.forEach(pair -> {
            byPair.put(List.of(pair.getFirst(), pair.getSecond()), pair);
            byPair.put(List.of(pair.getSecond(), pair.getFirst()), pair);
        });
        Table table = new Table(heading(annotators.size()));
        annotators.forEach((first, number) -> {
            Object[] row = new Object[annotators.size() + 1];
            row[0] = number + " " + first;
            annotators.forEach((second, place) -> row[place] = cell(byPair.get(List.of(first, second))));
            table.row(row);
        });
        return table.text() + "alpha of each pair, and as heat: blank is 0 or less, @ is 1\n";
    }

    private static String[] heading(int annotators) {
        String[] heading = new String[annotators + 1];
        heading[0] = "annotator";
        for (int number = 1; number <= annotators; number++) {
            heading[number] = Integer.toString(number);
        }
        return heading;
    }

    private static String cell(@Nullable PairAgreement pair) {
        if (pair == null || !pair.hasAlpha()) {
            return "-";
        }
        int heat = (int) Math.round(Math.clamp(pair.getAlpha(), 0, 1) * (HEAT.length() - 1));
        return String.format(Locale.ROOT, "%.2f %s", pair.getAlpha(), HEAT.charAt(heat));
    }

    private static String list(List<PairAgreement> pairs) {
        Table table = new Table("pair that agrees least", "with", "common items", "alpha");
        pairs.stream()
                .filter(PairAgreement::hasAlpha)
                .sorted(Comparator.comparingDouble(PairAgreement::getAlpha))
                .limit(PAIRS)
                .forEach(each -> table.row(each.getFirst(), each.getSecond(), each.getCommonItems(), each.getAlpha()));
        return table.text() + AgreementText.more(pairs.size() - PAIRS, "pairs");
    }
}
