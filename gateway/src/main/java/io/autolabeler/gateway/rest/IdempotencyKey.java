package io.autolabeler.gateway.rest;

import io.autolabeler.gateway.access.SignedIn;
import io.autolabeler.platform.errors.ServiceException;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The {@code Idempotency-Key} header as the services get it. */
@Singleton
class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 200;

    private final SignedIn signedIn;

    IdempotencyKey(SignedIn signedIn) {
        this.signedIn = signedIn;
    }

    /**
     * The header with the caller's key before it, so that nobody gets another's answer. Without a header a key of this
     * request's own, so that the gateway itself may safely ask again where nobody answered.
     */
    String of(String header) {
        if (header.length() > LONGEST || !header.chars().allMatch(unit -> unit > ' ' && unit < 127)) {
            throw ServiceException.invalid(
                    HEADER, HEADER + " must be at most " + LONGEST + " visible ASCII characters");
        }
        return signedIn.required().keyId() + "/" + (header.isEmpty() ? UUID.randomUUID() : header);
    }
}
