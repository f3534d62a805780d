package io.autolabeler.devstack;

import io.autolabeler.devstack.testing.Lease;
import io.autolabeler.devstack.testing.RunningStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives a Quarkus test real PostgreSQL, Redis and Kafka: a database, a Redis database and a topic prefix of its own, on
 * servers that all tests of the run share. Used as
 * {@code @QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "labeling"))}.
 */
public final class StackTestResource implements QuarkusTestResourceLifecycleManager {
    private String service = "service";
    private @Nullable RunningStack stack;
    private @Nullable Lease lease;

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", service);
    }

    @Override
    public Map<String, String> start() {
        stack = RunningStack.get();
        lease = Lease.take(stack, service);
        return lease.settings();
    }

    @Override
    public void stop() {
        if (stack != null && lease != null) {
            lease.giveBack(stack);
            lease = null;
        }
    }
}
