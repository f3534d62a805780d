package io.autolabeler.cli.doctor;

import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.gateway.UnreachableException;
import io.autolabeler.cli.shell.Home;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.gateway.v1.Health;
import io.autolabeler.gateway.v1.Me;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks at everything the command depends on. */
final class Checks {
    private static final int JDK = 25;
    private static final long GIGABYTE = 1L << 30;
    private static final long FREE_NEEDED = 2 * GIGABYTE;
    private static final int CONNECT_MILLIS = 3000;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private final Shell shell;
    private final Home home;
    private final URI address;

    Checks(Shell shell, URI address) {
        this.shell = shell;
        this.home = Home.of(shell);
        this.address = address;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        findings.add(jdk());
        findings.add(disk());
        Finding reachable = reachable("address", address);
        findings.add(reachable);
        Optional<String> key = home.key(shell);
        if (reachable.verdict() == Finding.Verdict.OK) {
            Gateway gateway = new Gateway(address, key.orElse(""));
            findings.add(key.map(ignored -> key(gateway)).orElseGet(Checks::noKey));
            findings.addAll(services(gateway));
        } else if (key.isEmpty()) {
            findings.add(noKey());
        }
        shell.environment().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("AUTOLABELER_")
                        && entry.getKey().endsWith("BASE_URL"))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> endpoint(entry.getKey(), entry.getValue()))
                .forEach(findings::add);
        return findings;
    }

    private static Finding jdk() {
        int feature = Runtime.version().feature();
        return feature >= JDK
                ? Finding.ok("JDK", Runtime.version().toString())
                : Finding.fault("JDK", "needs %d or newer, this is %s".formatted(JDK, Runtime.version()));
    }

    private Finding disk() {
        Path place = home.folder().toAbsolutePath();
        while (place.getParent() != null && !Files.exists(place)) {
            place = place.getParent();
        }
        try {
            long free = Files.getFileStore(place).getUsableSpace();
            String detail = String.format(Locale.ROOT, "%.1f GB free for %s", (double) free / GIGABYTE, home.folder());
            return free >= FREE_NEEDED
                    ? Finding.ok("disk", detail)
                    : Finding.fault("disk", detail + ": at least 2 GB are needed");
        } catch (IOException e) {
            return Finding.fault("disk", "cannot look at %s: %s".formatted(place, e.getMessage()));
        }
    }

    private static Finding key(Gateway gateway) {
        try {
            Me me = gateway.get("/me", Me.getDefaultInstance());
            return Finding.ok(
                    "key", "accepted as " + me.getRole().name().toLowerCase(Locale.ROOT) + " " + me.getName());
        } catch (ProblemException | UnreachableException e) {
            return Finding.fault("key", String.valueOf(e.getMessage()));
        }
    }

    private static Finding noKey() {
        return Finding.fault("key", "none: set AUTOLABELER_API_KEY, or start the local system with ./autolabeler up");
    }

    private static List<Finding> services(Gateway gateway) {
        try {
            Health health = gateway.get("/health", Health.getDefaultInstance());
            return health.getServicesList().stream()
                    .map(service -> service.getReady()
                            ? Finding.ok(service.getName(), "ready")
                            : Finding.fault(service.getName(), fallback(service.getFallback())))
                    .toList();
        } catch (ProblemException | UnreachableException e) {
            return List.of(Finding.fault("services", String.valueOf(e.getMessage())));
        }
    }

    private static String fallback(String without) {
        return without.isEmpty() ? "not ready" : "not ready; without it: " + without;
    }

    private static Finding endpoint(String variable, String value) {
        try {
            Finding found = reachable(variable, URI.create(value.strip()));
            return found.verdict() == Finding.Verdict.OK ? found : Finding.warning(variable, found.detail());
        } catch (IllegalArgumentException e) {
            return Finding.fault(variable, "is no URL: " + value);
        }
    }

    private static Finding reachable(String check, URI uri) {
        if (uri.getHost() == null) {
            return Finding.fault(check, "is no URL: " + uri);
        }
        int usual = "https".equals(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), port), CONNECT_MILLIS);
            return Finding.ok(check, uri + " answers");
        } catch (IOException e) {
            return Finding.fault(check, "cannot reach %s: %s".formatted(uri, e.getMessage()));
        }
    }
}
