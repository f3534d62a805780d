package io.autolabeler.gateway.client;

import io.autolabeler.platform.grpc.ServiceChannels;
import jakarta.inject.Singleton;

/** Figures and alerts. Without it those paths answer 503 and the Overview page says so; events wait in Kafka. */
@Singleton
public class MonitoringClient extends ServiceClient {
    MonitoringClient(ServiceChannels channels, CallsConfig config) {
        super("monitoring", "figures and alerts are not shown; events wait for it", channels, config);
    }
}
