package io.autolabeler.gateway.client;

import io.autolabeler.platform.grpc.ServiceChannels;
import jakarta.inject.Singleton;

/** Knowledge bases. Without it those paths answer 503; labeling itself goes on without examples. */
@Singleton
public class RetrievalClient extends ServiceClient {
    RetrievalClient(ServiceChannels channels, CallsConfig config) {
        super("retrieval", "examples cannot be searched or added; labeling goes on without examples", channels, config);
    }
}
