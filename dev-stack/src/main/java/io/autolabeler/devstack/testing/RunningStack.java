package io.autolabeler.devstack.testing;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.Ports;
import io.autolabeler.devstack.home.Secrets;
import io.autolabeler.devstack.home.StackException;
import io.autolabeler.devstack.server.PostgresAdmin;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The test stack as a test JVM sees it. The servers' own libraries stay out of that JVM: another one starts them.
 *
 * @param home where the stack lives
 * @param ports what its servers listen on
 */
public record RunningStack(Home home, Ports ports) {
    /** System property that names the state file of a stack that somebody else started and will stop. */
    public static final String STATE_PROPERTY = "autolabeler.test.stack";

    /** Environment variable of the same meaning. */
    public static final String STATE_VARIABLE = "AUTOLABELER_TEST_STACK";

    /** Long enough for the next module's tests to begin. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static @Nullable RunningStack entered;

    /** The given stack if there is one and it lives, else the checkout's own, which is started for the first to ask. */
    public static synchronized RunningStack get() {
        String state = System.getProperty(STATE_PROPERTY, System.getenv(STATE_VARIABLE));
        if (state != null && !state.isBlank() && Files.exists(Path.of(state))) {
            RunningStack given = of(Path.of(state).toAbsolutePath().resolveSibling(""));
            if (given.postgres().answers()) {
                return given;
            }
        }
        if (entered == null) {
            entered = enter(Checkout.find());
        }
        return entered;
    }

    /** The databases. */
    public PostgresAdmin postgres() {
        return new PostgresAdmin(ports.of("postgres"), new Secrets(home).of("postgres"));
    }

    /** Host and port of a server. */
    public String address(String server) {
        return "127.0.0.1:" + ports.of(server);
    }

    private static RunningStack of(Path folder) {
        Home home = Home.at(folder);
        return new RunningStack(home, Ports.remembered(home));
    }

    private static RunningStack enter(Checkout checkout) {
        String self = Long.toString(ProcessHandle.current().pid());
        Path place = TestStack.place(checkout);
        try {
            Process process = new ProcessBuilder(command(checkout, "enter", place, self))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new StackException("the test stack does not start: " + output.strip());
            }
        } catch (IOException e) {
            throw new StackException("the test stack does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the test stack starts");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(checkout, place, self)));
        return of(place);
    }

    /** Left to a process of its own, so that the end of a test run doesn't wait for it. */
    private static void leave(Checkout checkout, Path place, String self) {
        try {
            new ProcessBuilder(command(checkout, "leave", place, self))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(
                            place.resolve("logs").resolve("leave.log").toFile()))
                    .start()
                    .getOutputStream()
                    .close();
        } catch (IOException e) {
            throw new StackException("the test stack was not signed off: " + e.getMessage(), e);
        }
    }

    private static List<String> command(Checkout checkout, String verb, Path place, String user) {
        return checkout.javaCommand(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                "io.autolabeler.devstack.testing.TestStackMain",
                List.of(verb, place.toString(), user, Long.toString(PATIENCE.toMillis())));
    }
}
