package io.autolabeler.cli.shell;

import io.autolabeler.cli.gateway.Gateway;
import java.net.URI;
import picocli.CommandLine.Option;

/** The flag that says where the gateway is. */
public final class Connection {
    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "The gateway; else AUTOLABELER_ADDRESS, else the local one.")
    String address = "";

    public URI address(Shell shell) {
        return Home.of(shell).address(address, shell);
    }

    /** A gateway to call with the user's key. */
    public Gateway gateway(Shell shell) {
        String key = Home.of(shell)
                .key(shell)
                .orElseThrow(() -> CommandFailure.failure(
                        "no API key: set AUTOLABELER_API_KEY, or start the local system with ./autolabeler up"));
        return new Gateway(address(shell), key);
    }
}
