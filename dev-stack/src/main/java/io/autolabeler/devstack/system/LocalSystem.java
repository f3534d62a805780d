package io.autolabeler.devstack.system;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.Ports;
import io.autolabeler.devstack.home.Secrets;
import io.autolabeler.devstack.home.StackException;
import io.autolabeler.devstack.process.Child;
import io.autolabeler.devstack.process.Component;
import io.autolabeler.devstack.process.Supervisor;
import io.autolabeler.devstack.server.Kafka;
import io.autolabeler.devstack.server.Servers;
import io.autolabeler.devstack.service.Service;
import io.autolabeler.devstack.service.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Everything that runs for one home. */
public final class LocalSystem {
    private final Home home;
    private final Checkout checkout;
    private final Supervisor supervisor;

    /** The system of a home, built in this checkout, which says a line for everything it does. */
    public LocalSystem(Home home, Checkout checkout, Consumer<String> say) {
        this.home = home;
        this.checkout = checkout;
        this.supervisor = new Supervisor(home, say);
    }

    /** The gateway's address when all is ready; what runs already is left alone. */
    public URI up(Map<String, String> environment) {
        home.checkSpace();
        return home.exclusively(() -> {
            Ports ports = Ports.choose(home, environment, this::holds);
            Servers servers = Servers.of(home, checkout, ports);
            List<ServiceProcess> services = services(ports);
            services.forEach(ServiceProcess::checkBuilt);
            supervisor.checkPorts(
                    Stream.concat(servers.all().stream(), services.stream()).toList());
            supervisor.up(servers.all());
            Secrets secrets = new Secrets(home);
            for (Service service : Service.values()) {
                servers.postgres().admin().create(service.title(), secrets.of("database." + service.title()));
            }
            makeApiKey();
            supervisor.up(services);
            URI address = address(ports);
            Files.writeString(home.root().resolve("address"), address + System.lineSeparator());
            return address;
        });
    }

    /** True if anything ran; returns when all of it is gone. */
    public boolean down() {
        return home.exclusively(() -> {
            Ports ports = Ports.remembered(home);
            boolean anything = running();
            supervisor.down(services(ports));
            supervisor.down(Servers.of(home, checkout, ports).all());
            Files.deleteIfExists(home.root().resolve("address"));
            return anything;
        });
    }

    /** True if any process of this home runs. */
    public boolean running() {
        return components().anyMatch(component -> pid(component).isPresent());
    }

    /** How each part is, services first. */
    public Status status() {
        Ports ports = Ports.remembered(home);
        return new Status(
                services(ports).parallelStream()
                        .map(service -> part(service, service.address().toString()))
                        .toList(),
                Servers.of(home, checkout, ports).all().parallelStream()
                        .map(server -> part(server, "127.0.0.1:" + ports.of(server.name())))
                        .toList());
    }

    /** Names of all parts. */
    public List<String> names() {
        return components().map(Component::name).toList();
    }

    /** A one-time address that signs the browser in, else the plain one. */
    public URI signInAddress(URI gateway) {
        return new SignInCode(gateway, home.apiKey())
                .request()
                .map(code -> gateway.resolve("/?code=" + code))
                .orElse(gateway);
    }

    private Status.Part part(Component component, String url) {
        Optional<Long> pid = pid(component);
        return new Status.Part(component.name(), pid, pid.isPresent() && component.ready(), url);
    }

    private Optional<Long> pid(Component component) {
        return supervisor.children().live(component.name()).map(Child::pid);
    }

    private Stream<Component> components() {
        Ports ports = Ports.remembered(home);
        return Stream.concat(services(ports).stream(), Servers.of(home, checkout, ports).all().stream());
    }

    private List<ServiceProcess> services(Ports ports) {
        return Arrays.stream(Service.values())
                .map(service -> new ServiceProcess(service, home, checkout, ports))
                .toList();
    }

    private boolean holds(String port) {
        String component = port.equals(Kafka.CONTROLLER) ? Kafka.NAME : port;
        return supervisor.children().live(component).isPresent();
    }

    private void makeApiKey() throws IOException {
        Path file = home.apiKey();
        if (Files.exists(file)) {
            return;
        }
        Path next = Files.createTempFile(home.root(), "api-key", ".next");
        Home.restrict(next, "rw-------");
        Files.writeString(next, "al_" + Secrets.random() + "\n");
        Files.move(next, file);
    }

    private static URI address(Ports ports) {
        return URI.create("http://127.0.0.1:" + ports.of("gateway"));
    }

    /** The command-line client's exit code, run for this home with these arguments at this terminal. */
    public int client(List<String> arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder(checkout.clientCommand(arguments)).inheritIO();
            builder.environment().put("AUTOLABELER_HOME", home.root().toString());
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new StackException("cannot run the command-line client: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }
}
