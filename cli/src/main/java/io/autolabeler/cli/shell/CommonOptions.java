package io.autolabeler.cli.shell;

import com.google.gson.JsonElement;
import com.google.protobuf.Message;
import io.autolabeler.cli.gateway.Gateway;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of every verb that prints a result: where the gateway is and how the result is printed. */
public final class CommonOptions {
    @Mixin
    final Connection connection = new Connection();

    @Mixin
    final Printing printing = new Printing();

    @Option(names = "--yes", description = "Ask nothing.")
    boolean yes;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the result there.")
    @Nullable
    Path output;

    public Gateway gateway(Shell shell) {
        return connection.gateway(shell);
    }

    public void print(Shell shell, Message result, String asText) {
        print(shell, Printing.json(result), asText);
    }

    public void print(Shell shell, JsonElement asJson, String asText) {
        printing.print(shell, output, asJson, asText);
    }

    public boolean json() {
        return printing.json();
    }

    public Printing printing() {
        return printing;
    }

    /** Where the result goes; null: to standard output. */
    public @Nullable Path output() {
        return output;
    }

    public Connection connection() {
        return connection;
    }

    /** Lets a step that cannot be undone pass only when a person agrees or said so with {@code --yes}. */
    public void confirm(Shell shell, String step) {
        if (yes) {
            return;
        }
        if (!shell.asks()) {
            throw CommandFailure.usage(step + " cannot be undone: add --yes");
        }
        if (!shell.confirm(step + " cannot be undone. Go on?")) {
            throw CommandFailure.failure("nothing was changed");
        }
    }
}
