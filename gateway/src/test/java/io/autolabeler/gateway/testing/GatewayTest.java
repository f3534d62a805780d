package io.autolabeler.gateway.testing;

import io.autolabeler.devstack.StackTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** What every test of the running gateway stands on. */
@QuarkusTestResource(value = StackTestResource.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@QuarkusTestResource(Surroundings.class)
public abstract class GatewayTest {
    @Inject
    protected FakeServices services;

    @BeforeEach
    void forget() {
        services.reset();
    }
}
