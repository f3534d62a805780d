package io.autolabeler.gateway.client;

import io.autolabeler.platform.grpc.ServiceChannels;
import jakarta.inject.Singleton;

/** Reviews and calibrations. Without it those paths answer 503; runs store raw confidence and are assessed later. */
@Singleton
public class QualityClient extends ServiceClient {
    QualityClient(ServiceChannels channels, CallsConfig config) {
        super(
                "quality",
                "reviews and calibrations wait; labeling goes on with raw confidence and is assessed later",
                channels,
                config);
    }
}
