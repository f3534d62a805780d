package io.autolabeler.gateway.client;

import io.autolabeler.platform.grpc.ServiceChannels;
import jakarta.inject.Singleton;

/** Projects, datasets and runs. Without it those paths answer 503; uploads and downloads wait for it for a minute. */
@Singleton
public class LabelingClient extends ServiceClient {
    LabelingClient(ServiceChannels channels, CallsConfig config) {
        super(
                "labeling",
                "projects, datasets and runs cannot be read or changed; runs go on when it is back",
                channels,
                config);
    }
}
