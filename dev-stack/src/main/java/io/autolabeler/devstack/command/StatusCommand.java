package io.autolabeler.devstack.command;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.system.LocalSystem;
import io.autolabeler.devstack.system.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints how each part is; the exit code is 1 if one is not ready. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows what runs and whether it is ready; exit code 1 if something is not.")
public final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Override
    public Integer call() {
        Status status = new LocalSystem(Surroundings.home(), Checkout.find(), System.out::println).status();
        System.out.println(json ? status.json() : status.table());
        return status.ready() ? 0 : 1;
    }
}
