package io.autolabeler.devstack.server;

import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked from their Maven artifact once per home.
 *
 * @param home where they are unpacked to
 */
record PostgresBinaries(Home home) {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String FOLDER = "postgres-18";

    /** The command that runs one of the programs, as root or as an ordinary user. */
    List<String> command(String program, List<String> arguments) throws IOException {
        return Stream.of(
                        NotRoot.prefix(),
                        List.of(unpacked().resolve("bin").resolve(program).toString()),
                        arguments)
                .flatMap(List::stream)
                .toList();
    }

    private Path unpacked() throws IOException {
        Path folder = home.binaries().resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path next = Files.createTempDirectory(home.binaries(), FOLDER);
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null || !System.getProperty("os.arch").equals("amd64")) {
                throw new StackException("there is no PostgreSQL for %s %s in this build; Linux on x86-64 is needed"
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
            }
            unpack(new TarArchiveInputStream(new XZInputStream(archive)), next);
        }
        return Files.move(next, folder);
    }

    private static void unpack(TarArchiveInputStream archive, Path folder) throws IOException {
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            Path path = folder.resolve(entry.getName()).normalize();
            if (!path.startsWith(folder)) {
                throw new IOException("entry outside of the archive: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
                continue;
            }
            Files.createDirectories(path.resolveSibling(""));
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            } else {
                Files.copy(archive, path);
                Home.restrict(path, (entry.getMode() & 0100) == 0 ? "rw-------" : "rwx------");
            }
        }
    }
}
