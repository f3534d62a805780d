package io.autolabeler.devstack.home;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The source tree with its builds.
 *
 * @param root the folder with the launcher and the parent POM
 */
public record Checkout(Path root) {

    /** The tree that this code was built in, or else the one around the working directory. */
    public static Checkout find() {
        return Stream.of(ownCode(), Path.of("").toAbsolutePath())
                .flatMap(start -> around(start).stream())
                .findFirst()
                .map(Checkout::new)
                .orElseThrow(() -> new StackException("not inside an AutoLabeler checkout: no folder above "
                        + Path.of("").toAbsolutePath() + " holds both autolabeler and pom.xml"));
    }

    /** Class path of the supervisor and of the servers: this code and the libraries its build collected. */
    public String classPath() {
        Path libraries = root.resolve("dev-stack/target/lib");
        if (!Files.isDirectory(libraries)) {
            throw new StackException(
                    "dev-stack is not built: " + libraries + " is missing; run mvn -pl dev-stack package");
        }
        return ownCode() + File.pathSeparator + libraries + File.separator + "*";
    }

    /** The java program of the JDK that runs this. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A java command on {@link #classPath()} with these options and this main class. */
    public List<String> javaCommand(List<String> options, String mainClass, List<String> arguments) {
        return Stream.of(List.of(java()), options, List.of("-cp", classPath(), mainClass), arguments)
                .flatMap(List::stream)
                .toList();
    }

    /** The command-line client with these arguments. */
    public List<String> clientCommand(List<String> arguments) {
        Path client = root.resolve("cli/target");
        String libraries = client.resolve("lib") + File.separator + "*";
        return Stream.of(
                        List.of(
                                java(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp"),
                        List.of(client.resolve("classes") + File.pathSeparator + libraries),
                        List.of("io.autolabeler.cli.Main"),
                        arguments)
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<Path> around(Path start) {
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve("autolabeler"))
                        && Files.isRegularFile(folder.resolve("pom.xml")))
                .findFirst();
    }

    private static Path ownCode() {
        try {
            return Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
