package io.autolabeler.quality.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autolabeler.quality.SharedData;
import io.autolabeler.quality.agreement.CohenKappa.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every worked case of the public collection, to the digits that it gives. */
class ReferenceCasesTest {
    @TestFactory
    Stream<DynamicTest> agreesWithPublishedAndReferenceValues() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(SharedData.folder("agreement")
                        .resolve("reference_cases.json")
                        .toFile());
        assertThat(cases).hasSize(18);
        return IntStream.range(0, cases.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        i + " " + cases.get(i).get("name").asText(), () -> check(cases.get(i))));
    }

    private static void check(JsonNode each) {
        switch (each.get("kind").asText()) {
            case "krippendorff_alpha" -> alpha(each);
            case "krippendorff_alpha_edge" ->
                assertThat(new KrippendorffAlpha(Level.NOMINAL).of(raters(each.get("raters_by_units"))))
                        .isEqualTo(new Alpha.NoVariation());
            case "fleiss_kappa" -> fleiss(each);
            case "cohen_kappa", "cohen_kappa_weighted_linear", "cohen_kappa_weighted" -> cohen(each);
            case "anxiety_irr" -> anxiety(each);
            default -> throw new AssertionError("no check for " + each.get("kind"));
        }
    }

    private static void alpha(JsonNode each) {
        for (String source : new String[] {"published", "fast_krippendorff"}) {
            each.get(source).properties().forEach(level -> {
                Ratings ratings = raters(each.get("raters_by_units"));
                close(
                        new KrippendorffAlpha(level(level.getKey()))
                                .of(ratings)
                                .figure()
                                .orElseThrow(),
                        level.getValue());
            });
        }
    }

    private static void fleiss(JsonNode each) {
        ManyRaters many = each.has("counts")
                ? ManyRaters.of(shares(each.get("counts")))
                : ManyRaters.of(units(each.get("raters")));
        close(many.fleissKappa().orElseThrow(), each.get("published"));
        if (each.has("statsmodels")) {
            close(many.fleissKappa().orElseThrow(), each.get("statsmodels"));
        }
        for (String free : new String[] {"randolph_statsmodels", "published_free_marginal"}) {
            if (each.has(free)) {
                close(many.freeMarginalKappa().orElseThrow(), each.get(free));
            }
        }
        if (each.has("alpha_nominal_fast_krippendorff")) {
            close(
                    new KrippendorffAlpha(Level.NOMINAL)
                            .of(units(each.get("raters")))
                            .figure()
                            .orElseThrow(),
                    each.get("alpha_nominal_fast_krippendorff"));
        }
    }

    private static void cohen(JsonNode each) {
        CohenKappa kappa = each.has("confusion")
                ? CohenKappa.of(table(each.get("confusion"))).orElseThrow()
                : CohenKappa.of(labels(each.get("y1"), each.get("y2")), 0, 1).orElseThrow();
        Weights usual = each.get("kind").asText().endsWith("linear") ? Weights.LINEAR : Weights.NONE;
        for (String source : new String[] {"published", "sklearn"}) {
            JsonNode expected = each.get(source);
            if (expected != null && expected.isNumber()) {
                close(kappa.value(usual).orElseThrow(), expected);
            } else if (expected != null) {
                expected.properties().forEach(figure -> figure(kappa, usual, figure.getKey(), figure.getValue()));
            }
        }
    }

    private static void figure(CohenKappa kappa, Weights usual, String name, JsonNode expected) {
        double k = kappa.value(usual).orElseThrow();
        double chance = kappa.standardErrorUnderChance(usual).orElseThrow();
        switch (name) {
            case "kappa" -> close(k, expected);
            case "ase" -> close(kappa.standardError(usual).orElseThrow(), expected);
            case "lo" -> close(kappa.interval(usual).orElseThrow().lower(), expected);
            case "hi" -> close(kappa.interval(usual).orElseThrow().upper(), expected);
            case "ase0" -> close(chance, expected);
            case "z" -> close(k / chance, expected);
            case "p2" -> close(2 * NormalDistribution.of(0, 1).survivalProbability(k / chance), expected);
            case "none", "unweighted" -> close(kappa.value(Weights.NONE).orElseThrow(), expected);
            case "linear" -> close(kappa.value(Weights.LINEAR).orElseThrow(), expected);
            case "quadratic" -> close(kappa.value(Weights.QUADRATIC).orElseThrow(), expected);
            default -> throw new AssertionError("no check for " + name);
        }
    }

    private static void anxiety(JsonNode each) {
        Ratings ratings = units(each.get("raters"));
        close(ManyRaters.of(ratings).fleissKappa().orElseThrow(), each.get("statsmodels_fleiss"));
        each.get("fast_krippendorff")
                .properties()
                .forEach(level -> close(
                        new KrippendorffAlpha(level(level.getKey()))
                                .of(ratings)
                                .figure()
                                .orElseThrow(),
                        level.getValue()));
        CohenKappa first = CohenKappa.of(ratings, 0, 1).orElseThrow();
        each.get("cohen01")
                .properties()
                .forEach(figure -> figure(first, Weights.NONE, figure.getKey(), figure.getValue()));
    }

    /** To one and a half units of the last digit given; whole values and reference values printed in full to 1e-12. */
    private static void close(double value, JsonNode expected) {
        String digits = expected.asText().replaceFirst("^-?\\d+\\.?", "");
        boolean whole = expected.asDouble() == Math.rint(expected.asDouble());
        double unit = Math.pow(10, -Math.min(12, digits.length()));
        assertThat(value).isEqualTo(expected.asDouble(), within(whole ? 1e-12 : 1.5 * unit));
    }

    private static Level level(String name) {
        return Level.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Ratings raters(JsonNode rows) {
        List<double[]> raters = new ArrayList<>();
        rows.forEach(row -> {
            double[] cells = new double[row.size()];
            for (int u = 0; u < cells.length; u++) {
                cells[u] = row.get(u).isNull() ? Double.NaN : row.get(u).asDouble();
            }
            raters.add(cells);
        });
        return Tables.ratings(raters);
    }

    /** The same with a row for each unit. */
    private static Ratings units(JsonNode rows) {
        List<double[]> raters = new ArrayList<>();
        for (int rater = 0; rater < rows.get(0).size(); rater++) {
            double[] cells = new double[rows.size()];
            for (int unit = 0; unit < cells.length; unit++) {
                cells[unit] = rows.get(unit).get(rater).asDouble();
            }
            raters.add(cells);
        }
        return Tables.ratings(raters);
    }

    private static double[][] shares(JsonNode rows) {
        double[][] table = new double[rows.size()][rows.get(0).size()];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table[i].length; j++) {
                table[i][j] = rows.get(i).get(j).asDouble();
            }
        }
        return table;
    }

    private static Ratings labels(JsonNode first, JsonNode second) {
        List<String> names = new ArrayList<>();
        first.forEach(each -> names.add(each.asText()));
        second.forEach(each -> names.add(each.asText()));
        List<String> sorted = names.stream().distinct().sorted().toList();
        int half = first.size();
        return Tables.ratings(List.of(
                names.subList(0, half).stream().mapToDouble(sorted::indexOf).toArray(),
                names.subList(half, names.size()).stream()
                        .mapToDouble(sorted::indexOf)
                        .toArray()));
    }

    private static int[][] table(JsonNode rows) {
        int[][] table = new int[rows.size()][];
        for (int i = 0; i < table.length; i++) {
            table[i] = new int[rows.get(i).size()];
            for (int j = 0; j < table[i].length; j++) {
                table[i][j] = rows.get(i).get(j).asInt();
            }
        }
        return table;
    }
}
