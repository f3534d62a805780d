package io.autolabeler.retrieval;

import io.autolabeler.platform.caller.Caller;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.util.Set;
import java.util.UUID;

/** Stubs that call as somebody. */
public final class Callers {
    private Callers() {}

    /** The stub of a caller bound to a project of no interest. */
    public static <S extends AbstractStub<S>> S stranger(S stub) {
        Caller stranger = new Caller("key", Set.of(UUID.randomUUID().toString()));
        return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(stranger.metadata()));
    }
}
