package io.autolabeler.devstack.command;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.system.LocalSystem;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts what is not running, waits until all is ready. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts the system and prints its address.")
public final class UpCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Home home = Surroundings.home();
        LocalSystem system = new LocalSystem(home, Checkout.find(), System.out::println);
        URI address = system.up(System.getenv());
        System.out.println("logs         " + home.logs());
        System.out.println("open         " + system.signInAddress(address));
        return 0;
    }
}
