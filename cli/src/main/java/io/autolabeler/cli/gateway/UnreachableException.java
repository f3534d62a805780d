package io.autolabeler.cli.gateway;

import java.net.URI;

/** No answer came from the gateway. */
public final class UnreachableException extends RuntimeException {
    UnreachableException(URI address, String reason) {
        super(
                "cannot reach %s: %s; ./autolabeler up starts the local system, --address names another one"
                        .formatted(address, reason),
                null,
                false,
                false);
    }
}
