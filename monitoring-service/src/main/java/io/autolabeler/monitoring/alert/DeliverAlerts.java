package io.autolabeler.monitoring.alert;

import io.autolabeler.monitoring.alert.DeliveryRepository.Due;
import io.autolabeler.platform.errors.TransientFaults;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/** Delivers alerts at least once, with growing pauses between attempts; after the last one a delivery is given up. */
@ApplicationScoped
class DeliverAlerts {
    private static final Logger LOG = Logger.getLogger(DeliverAlerts.class);
    private static final int AT_ONCE = 16;

    private final DeliveryRepository deliveries;
    private final WebhookClient client;
    private final List<Duration> pauses;

    DeliverAlerts(DeliveryRepository deliveries, WebhookClient client, AlertsConfig config) {
        this.deliveries = deliveries;
        this.client = client;
        this.pauses = config.retryPauses();
    }

    @Scheduled(
            every = "${autolabeler.alerts.deliver-every:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deliverDue() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> attempts = deliveries.claim(AT_ONCE).stream()
                    .<Future<?>>map(due -> threads.submit(() -> attempt(due)))
                    .toList();
            for (Future<?> attempt : attempts) {
                attempt.get();
            }
        } catch (ExecutionException e) {
            passOver(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            passOver(e);
        }
    }

    private void attempt(Due due) {
        Optional<String> fault = client.post(due.webhook(), due.id(), due.body());
        if (fault.isEmpty()) {
            deliveries.delivered(due.id());
        } else if (due.attempt() > pauses.size()) {
            LOG.errorf(
                    "gave up delivering an alert to %s after %d attempts: %s",
                    due.webhook(), due.attempt(), fault.get());
            deliveries.giveUp(due.id(), fault.get());
        } else {
            deliveries.postpone(due.id(), fault.get(), pauses.get(due.attempt() - 1));
        }
    }

    /** What was not stored is due again when its claim ends. */
    private static void passOver(Throwable fault) {
        if (!TransientFaults.isTransient(fault)) {
            throw new IllegalStateException("alerts could not be delivered", fault);
        }
        LOG.warnf("alerts are delivered later: %s", fault.toString());
    }
}
