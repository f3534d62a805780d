package io.autolabeler.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.autolabeler.system.Launcher;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * As many different texts as wanted, with words and lengths of the shipped banking questions: the first half of one and the
 * second half of another. No text comes twice in one run, so that no cache helps.
 */
final class Texts {
    private static final Path SHIPPED = Launcher.root().resolve("examples/banking");

    private final List<String> questions =
            rows("items.csv").stream().map(row -> row.getField("text")).toList();
    private final Set<String> given = new LinkedHashSet<>();
    private final Random random = new Random(7);

    /** Texts that were never given before. */
    List<String> next(int count) {
        List<String> texts = new ArrayList<>(count);
        while (texts.size() < count) {
            String text = firstHalf(any()) + " " + secondHalf(any());
            if (given.add(text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** The labels of the shipped questions. */
    static List<String> labels() {
        return rows("examples.csv").stream()
                .map(row -> row.getField("label"))
                .distinct()
                .toList();
    }

    /** The shipped labeled examples, as a CSV file. */
    static String examples() {
        try {
            return Files.readString(SHIPPED.resolve("examples.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A CSV file with the one column {@code text}. */
    static String csv(List<String> texts) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("text");
            texts.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private String any() {
        return questions.get(random.nextInt(questions.size()));
    }

    private static String firstHalf(String text) {
        return text.substring(0, middle(text));
    }

    private static String secondHalf(String text) {
        return text.substring(middle(text)).strip();
    }

    private static int middle(String text) {
        int space = text.indexOf(' ', text.length() / 2);
        return space < 0 ? text.length() : space;
    }

    private static List<NamedCsvRecord> rows(String name) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(SHIPPED.resolve(name))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
