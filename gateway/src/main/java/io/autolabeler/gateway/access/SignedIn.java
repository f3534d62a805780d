package io.autolabeler.gateway.access;

import io.autolabeler.platform.caller.Caller;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who makes this request. */
@RequestScoped
public class SignedIn {
    private @Nullable Identity identity;

    /** Remembers who it is, once that is proven. */
    public void as(Identity proven) {
        this.identity = proven;
    }

    /** The identity; empty on an open path, or when the request was refused before. */
    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    /** The identity of a request that was let in. */
    public Identity required() {
        return identity().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /** The caller to name to the services. */
    public Caller caller() {
        return required().caller();
    }
}
