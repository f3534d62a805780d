package io.autolabeler.devstack.testing;

import io.autolabeler.devstack.home.Ports;
import io.autolabeler.devstack.home.Secrets;
import io.autolabeler.devstack.server.RedisAdmin;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What one test application has to itself on the shared servers.
 *
 * @param database name of its database and of its user, and of its topics' prefix
 * @param password its user's password
 * @param redisDatabase number of its Redis database
 * @param settings what the application has to be told
 */
public record Lease(String database, String password, int redisDatabase, Map<String, String> settings) {
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 32_000;

    /** A fresh database, an empty Redis database and an unused prefix for topics. */
    public static Lease take(RunningStack stack, String service) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String name = TestStack.DATABASE_PREFIX
                + service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_")
                + "_"
                + Long.toString(random.nextLong(1L << 40), Character.MAX_RADIX);
        String password = Secrets.random();
        int redisDatabase = random.nextInt(1, 1_024);
        stack.postgres().create(name, password);
        new RedisAdmin(stack.ports().of("redis")).flush(redisDatabase);
        Map<String, String> settings = Map.ofEntries(
                Map.entry("autolabeler.postgres", stack.address("postgres")),
                Map.entry("autolabeler.database", name),
                Map.entry("autolabeler.database.user", name),
                Map.entry("autolabeler.database.password", password),
                Map.entry("autolabeler.redis", stack.address("redis")),
                Map.entry("autolabeler.redis.database", Integer.toString(redisDatabase)),
                Map.entry("autolabeler.kafka", stack.address("kafka")),
                Map.entry("autolabeler.topics.prefix", name + "."),
                Map.entry("quarkus.http.test-port", Integer.toString(freePort())));
        return new Lease(name, password, redisDatabase, settings);
    }

    /** Removes all of it but the topics, which the next start of the stack removes. */
    public void giveBack(RunningStack stack) {
        stack.postgres().drop(database);
        new RedisAdmin(stack.ports().of("redis")).flush(redisDatabase);
    }

    /** A known port, so that an application can be its own client. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            if (Ports.isFree(port)) {
                return port;
            }
        }
    }
}
