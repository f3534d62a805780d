package io.autolabeler.devstack.command;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.Logs;
import io.autolabeler.devstack.home.StackException;
import io.autolabeler.devstack.system.LocalSystem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the end of the logs. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the end of all logs, or of one.")
public final class LogsCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 300;

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "For example labeling, gateway, kafka.")
    @Nullable
    String service;

    @Option(names = "--lines", paramLabel = "N", description = "How many lines of each; 40 unless told otherwise.")
    int lines = 40;

    @Option(names = "--follow", description = "Go on printing what is added to the one log.")
    boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Surroundings.home();
        Logs logs = new Logs(home.logs(), Clock.systemUTC());
        List<String> names = new LocalSystem(home, Checkout.find(), System.out::println).names();
        if (service == null) {
            if (follow) {
                throw new StackException("--follow needs one of " + String.join(", ", names));
            }
            names.forEach(name -> print(name, logs));
            return 0;
        }
        if (!names.contains(service)) {
            throw new StackException("SERVICE must be one of " + String.join(", ", names) + ", got " + service);
        }
        logs.current(service).tail(lines).forEach(System.out::println);
        if (follow) {
            follow(logs.current(service).file());
        }
        return 0;
    }

    private void print(String name, Logs logs) {
        System.out.println("== " + logs.current(name).file());
        logs.current(name).tail(lines).forEach(System.out::println);
    }

    private static void follow(Path file) throws IOException, InterruptedException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(log.length());
            while (true) {
                byte[] added = new byte[(int) Math.min(1 << 20, log.length() - log.getFilePointer())];
                log.readFully(added);
                System.out.print(new String(added, StandardCharsets.UTF_8));
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }
}
