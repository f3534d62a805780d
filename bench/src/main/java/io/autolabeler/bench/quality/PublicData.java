package io.autolabeler.bench.quality;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.autolabeler.system.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Public data sets beside the checkout, too restricted to be shipped with it. */
final class PublicData {
    private PublicData() {}

    /** True if the set is on this machine. */
    static boolean has(String set) {
        return Files.isDirectory(folder(set));
    }

    /** The rows of one of a set's files. */
    static List<NamedCsvRecord> rows(String set, String file) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(folder(set).resolve(file))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(String set) {
        return Launcher.root().resolveSibling("shared").resolve("data").resolve(set);
    }
}
