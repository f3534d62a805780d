package io.autolabeler.devstack.server;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.Ports;
import io.autolabeler.devstack.process.Component;
import java.util.List;

/**
 * The three servers of one home.
 *
 * @param postgres the databases
 * @param redis what is fast and may be lost
 * @param kafka the events
 */
public record Servers(Postgres postgres, Redis redis, Kafka kafka) {

    /** The servers of the home on these ports. */
    public static Servers of(Home home, Checkout checkout, Ports ports) {
        return new Servers(
                new Postgres(home, ports.of(Postgres.NAME)),
                new Redis(home, ports.of(Redis.NAME)),
                new Kafka(home, checkout, ports.of(Kafka.NAME), ports.of(Kafka.CONTROLLER)));
    }

    /** All three. */
    public List<Component> all() {
        return List.of(postgres, redis, kafka);
    }
}
