package io.autolabeler.gateway.health;

import io.autolabeler.gateway.client.ServiceClient;
import io.autolabeler.gateway.v1.Health;
import io.autolabeler.gateway.v1.ServiceHealth;
import io.autolabeler.platform.database.Database;
import io.quarkus.arc.All;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How things are: ready means that the gateway's own database answers, without which nobody can be let in; a service that
 * is away stands there with what happens without it. Asked at most once a second, all at once, and never longer than 2 s,
 * which a busy machine may take.
 */
@Singleton
class HealthReport {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final List<ServiceClient> services;
    private final Database database;
    private final ExecutorService threads;
    private final String version;
    private Health latest = Health.getDefaultInstance();
    private long latestNanos;

    HealthReport(
            @All List<ServiceClient> services,
            Database database,
            @VirtualThreads ExecutorService threads,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.services = services.stream()
                .sorted(Comparator.comparing(ServiceClient::name))
                .toList();
        this.database = database;
        this.threads = threads;
        this.version = version;
        this.latestNanos = System.nanoTime() - FRESH.toNanos();
    }

    /** The report, at most a second old. */
    synchronized Health current() {
        if (System.nanoTime() - latestNanos >= FRESH.toNanos()) {
            latest = ask();
            latestNanos = System.nanoTime();
        }
        return latest;
    }

    private Health ask() {
        var own = answers(this::databaseAnswers);
        var theirs = services.stream()
                .map(service -> answers(() -> service.isReachable(PATIENCE)))
                .toList();
        Health.Builder health = Health.newBuilder().setReady(own.join()).setVersion(version);
        for (int i = 0; i < services.size(); i++) {
            boolean ready = theirs.get(i).join();
            health.addServices(ServiceHealth.newBuilder()
                    .setName(services.get(i).name())
                    .setReady(ready)
                    .setFallback(ready ? "" : services.get(i).fallback()));
        }
        return health.build();
    }

    private boolean databaseAnswers() {
        return database.first("select 1", row -> row.getInteger(0)).isPresent();
    }

    private CompletableFuture<Boolean> answers(BooleanSupplier question) {
        return CompletableFuture.supplyAsync(question::getAsBoolean, threads)
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(fault -> false);
    }
}
