package io.autolabeler.devstack.process;

import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.Logs;
import io.autolabeler.devstack.home.Ports;
import io.autolabeler.devstack.home.StackException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts what is not running, leaves alone what is, and stops what it started, at any later time. */
public final class Supervisor {
    private static final Duration ADOPTION_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration PORT_LIMIT = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 100;
    private static final int TAIL_LINES = 12;

    private final Children children;
    private final Logs logs;
    private final Consumer<String> say;

    /** A supervisor of the processes of one home, which says a line for each. */
    public Supervisor(Home home, Consumer<String> say) {
        this.children = new Children(home.state());
        this.logs = new Logs(home.logs(), Clock.systemUTC());
        this.say = say;
    }

    /** The processes of this home. */
    public Children children() {
        return children;
    }

    /** Returns when all are ready, started side by side; starts none if a port of one is taken by a stranger. */
    public void up(List<? extends Component> components) {
        checkPorts(components);
        List<String> starting = components.stream()
                .map(Component::name)
                .filter(name -> children.live(name).isEmpty())
                .toList();
        if (!starting.isEmpty()) {
            say.accept("starting     " + String.join(", ", starting));
        }
        together(components.stream()
                .map(component -> (Callable<Void>) () -> {
                    ensure(component);
                    return null;
                })
                .toList());
    }

    /** Returns when all are gone, stopped side by side. */
    public void down(List<? extends Component> components) {
        together(components.stream()
                .map(component -> (Callable<Void>) () -> {
                    stop(component);
                    return null;
                })
                .toList());
    }

    /** Says clearly which port of something that is to be started a stranger holds. */
    public void checkPorts(List<? extends Component> components) {
        for (Component component : components) {
            if (children.live(component.name()).isEmpty()) {
                checkPorts(component);
            }
        }
    }

    private static void checkPorts(Component component) {
        for (Map.Entry<String, Integer> port : component.ports().entrySet()) {
            if (!freeWithin(PORT_LIMIT, port.getValue())) {
                throw new StackException(
                        "port %d (%s) is in use by another program; stop that, or set %s or AUTOLABELER_PORTS=free"
                                .formatted(port.getValue(), port.getKey(), Ports.variable(port.getKey())));
            }
        }
    }

    /** A process that was just killed lets go of its port a moment later. */
    private static boolean freeWithin(Duration limit, int port) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!Ports.isFree(port)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(POLL_MILLIS);
        }
        return true;
    }

    private void ensure(Component component) throws IOException {
        Optional<Child> live = children.live(component.name());
        if (live.isPresent()) {
            boolean same = unchanged(component);
            if (same && await(component, live.get(), ADOPTION_LIMIT) == Outcome.READY) {
                say.accept("%-12s is running".formatted(component.name()));
                return;
            }
            say.accept(component.name() + (same ? " does not answer" : " is of an older build or setting")
                    + ": started anew");
            live.get().stop(component.stopSignal(), ADOPTION_LIMIT);
        }
        start(component);
    }

    private boolean unchanged(Component component) {
        return component.facts().entrySet().stream()
                .allMatch(fact -> children.fact(component.name(), fact.getKey()).equals(Optional.of(fact.getValue())));
    }

    private void start(Component component) throws IOException {
        long begin = System.nanoTime();
        while (true) {
            Logs.Log log = logs.fresh(component.name());
            Child child = component.prepare().start(log);
            children.put(component.name(), child, component.facts());
            Duration left = component.startLimit().minusNanos(System.nanoTime() - begin);
            switch (await(component, child, left)) {
                case READY -> {
                    double seconds = (System.nanoTime() - begin) / 1e9;
                    say.accept("%-12s ready in %.1f s".formatted(component.name(), seconds));
                    return;
                }
                case LATE -> {
                    child.kill();
                    throw failure(
                            component,
                            "was not ready after " + component.startLimit().toSeconds() + " s",
                            log);
                }
                case ENDED -> {
                    if (left.isNegative() || !component.passes(String.join("\n", log.tail(TAIL_LINES)))) {
                        throw failure(component, "ended while it started", log);
                    }
                    pause(1_000);
                }
            }
        }
    }

    private void stop(Component component) {
        Optional<Child> live = children.live(component.name());
        live.ifPresent(child -> {
            child.stop(component.stopSignal(), STOP_LIMIT);
            say.accept("%-12s stopped".formatted(component.name()));
        });
        children.remove(component.name());
    }

    private static StackException failure(Component component, String what, Logs.Log log) {
        return new StackException("%s %s; the end of %s:%n  %s"
                .formatted(component.name(), what, log.file(), String.join("\n  ", log.tail(TAIL_LINES))));
    }

    private enum Outcome {
        READY,
        ENDED,
        LATE
    }

    private static Outcome await(Component component, Child child, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            if (!child.alive()) {
                return Outcome.ENDED;
            }
            if (component.ready()) {
                return Outcome.READY;
            }
            if (System.nanoTime() > deadline) {
                return Outcome.LATE;
            }
            pause(POLL_MILLIS);
        }
    }

    private static void together(List<Callable<Void>> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> running = tasks.stream().map(threads::submit).toList();
            for (Future<Void> task : running) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StackException known
                    ? known
                    : new StackException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted");
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted");
        }
    }
}
