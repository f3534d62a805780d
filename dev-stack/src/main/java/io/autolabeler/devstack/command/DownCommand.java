package io.autolabeler.devstack.command;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.system.LocalSystem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what {@code up} started for this home; the data stays. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops what up started; the data stays.")
public final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Home home = Surroundings.home();
        if (!new LocalSystem(home, Checkout.find(), System.out::println).down()) {
            System.out.println("nothing is running for " + home.root());
        }
        return 0;
    }
}
