package io.autolabeler.gateway.client;

import io.autolabeler.platform.grpc.ServiceChannels;
import jakarta.inject.Singleton;

/** Trained heads. Without it the list answers 503; labeling goes on with the nearest examples. */
@Singleton
public class LearningClient extends ServiceClient {
    LearningClient(ServiceChannels channels, CallsConfig config) {
        super(
                "learning",
                "trained heads cannot be listed; labeling goes on with the nearest examples",
                channels,
                config);
    }
}
