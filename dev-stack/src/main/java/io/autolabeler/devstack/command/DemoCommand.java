package io.autolabeler.devstack.command;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.StackException;
import io.autolabeler.devstack.system.LocalSystem;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Labels the shipped examples end to end; its exit code is the client's. */
@Command(name = "demo", description = "Starts the system, labels the shipped examples and prints what came of it.")
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--once",
            description =
                    "On free ports, in a home of its own unless AUTOLABELER_HOME names one; stops everything after."
                            + " The labeled file stays: in autolabeler-demo, unless --output or a home says where.")
    boolean once;

    /** Further arguments for the client's own verb. */
    @Unmatched
    List<String> further = new ArrayList<>();

    @Override
    public Integer call() {
        return once ? once() : show(Surroundings.home(), System.getenv(), further);
    }

    private int once() {
        boolean temporary = Surroundings.givenHome().isEmpty();
        Home home = temporary ? Home.at(temporaryFolder()) : Surroundings.home();
        if (system(home).running()) {
            throw new StackException("demo --once would stop what runs for " + home.root()
                    + "; unset AUTOLABELER_HOME or use demo without --once");
        }
        List<String> arguments = temporary ? keepingOutput(further, Path.of("")) : further;
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("AUTOLABELER_PORTS", "free");
        Thread interrupted = new Thread(() -> stopLater(home));
        Runtime.getRuntime().addShutdownHook(interrupted);
        int exitCode = show(home, environment, arguments);
        system(home).down();
        Runtime.getRuntime().removeShutdownHook(interrupted);
        if (temporary && exitCode == 0) {
            remove(home.root());
        } else {
            System.out.println("logs         " + home.logs());
        }
        return exitCode;
    }

    private int show(Home home, Map<String, String> environment, List<String> arguments) {
        LocalSystem system = system(home);
        var address = system.up(environment);
        if (!once) {
            System.out.println("open         " + system.signInAddress(address));
        }
        return system.client(
                Stream.concat(Stream.of("demo"), arguments.stream()).toList());
    }

    /** The client's arguments, with a place for its output that outlives a temporary home: a folder made in the given one. */
    static List<String> keepingOutput(List<String> arguments, Path working) {
        if (arguments.stream().anyMatch(each -> each.equals("--output") || each.startsWith("--output="))) {
            return arguments;
        }
        Path folder = working.resolve("autolabeler-demo").toAbsolutePath();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StackException("cannot make " + folder + "; say with --output FILE where the labels go", e);
        }
        return Stream.concat(arguments.stream(), Stream.of("--output=" + folder.resolve("banking.csv")))
                .toList();
    }

    private static LocalSystem system(Home home) {
        return new LocalSystem(home, Checkout.find(), System.out::println);
    }

    /** After an interrupt or a failure: by a process of its own, which can wait until this one lets go of the home. */
    private static void stopLater(Home home) {
        ProcessBuilder builder = new ProcessBuilder(
                        Checkout.find().javaCommand(List.of(), "io.autolabeler.devstack.Main", List.of("down")))
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(home.logs().resolve("down.log").toFile()));
        builder.environment().put(Surroundings.HOME_VARIABLE, home.root().toString());
        try {
            builder.start();
        } catch (IOException e) {
            System.err.println("autolabeler: not stopped, " + e.getMessage() + "; AUTOLABELER_HOME=" + home.root()
                    + " ./autolabeler down stops it");
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("autolabeler-demo");
        } catch (IOException e) {
            throw new StackException("cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            System.err.println("autolabeler: could not remove " + folder + ": " + e.getMessage());
        }
    }
}
