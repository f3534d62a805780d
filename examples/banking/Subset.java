import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes items.csv and examples.csv out of BANKING77's own train.csv and test.csv, the same bytes every time:
 * {@code java Subset.java train.csv test.csv}.
 *
 * <p>Every fifth of the 77 intents by name (the case ignored) is taken: 16 intents. To label: all 40 test texts of
 * each. Examples: of each intent the 20 train texts with the lowest SHA-256 that are not test texts too. Rows are in
 * the order of their text's SHA-256, so that no label stands in a block.
 */
public class Subset {
    private static final int STEP = 5;
    private static final int EXAMPLES = 20;

    record Row(String text, String label) {
        String hash() {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        List<Row> train = read(Path.of(arguments[0]));
        List<Row> test = read(Path.of(arguments[1]));
        Set<String> intents = intents(train);
        Set<String> testTexts = new HashSet<>(test.stream().map(Row::text).toList());

        List<Row> items = byHash(test).stream().filter(row -> intents.contains(row.label())).toList();
        StringBuilder out = new StringBuilder("id,text,gold\n");
        for (int i = 0; i < items.size(); i++) {
            out.append("q%04d,".formatted(i + 1)).append(line(items.get(i)));
        }
        Files.writeString(Path.of("items.csv"), out);

        TreeMap<String, Integer> taken = new TreeMap<>();
        out = new StringBuilder("text,label\n");
        for (Row row : byHash(train)) {
            if (intents.contains(row.label())
                    && !testTexts.contains(row.text())
                    && taken.merge(row.label(), 1, Integer::sum) <= EXAMPLES) {
                out.append(line(row));
            }
        }
        Files.writeString(Path.of("examples.csv"), out);
    }

    private static Set<String> intents(List<Row> rows) {
        List<String> sorted = rows.stream()
                .map(Row::label)
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < sorted.size(); i += STEP) {
            taken.add(sorted.get(i));
        }
        return taken;
    }

    private static List<Row> byHash(List<Row> rows) {
        return rows.stream().distinct().sorted(Comparator.comparing(Row::hash)).toList();
    }

    private static String line(Row row) {
        boolean quoted = row.text().matches("(?s).*[\",\n\r].*");
        return (quoted ? '"' + row.text().replace("\"", "\"\"") + '"' : row.text()) + ',' + row.label() + '\n';
    }

    /** The rows of a two-column CSV file after its header. */
    private static List<Row> read(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>(List.of(new ArrayList<>()));
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        String content = Files.readString(file).replace("\r\n", "\n");
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (quoted && c == '"' && i + 1 < content.length() && content.charAt(i + 1) == '"') {
                field.append(content.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                rows.getLast().add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(new ArrayList<>());
                }
            } else {
                field.append(c);
            }
        }
        return rows.stream()
                .skip(1)
                .filter(row -> row.size() == 2)
                .map(row -> new Row(row.get(0), row.get(1)))
                .toList();
    }
}
