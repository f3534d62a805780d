package io.autolabeler.devstack.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTest {
    private static final Status STATUS = new Status(
            List.of(new Status.Part("gateway", Optional.of(42L), true, "http://127.0.0.1:8080")),
            List.of(new Status.Part("redis", Optional.empty(), false, "127.0.0.1:16379")));

    @Test
    void printsServicesAndStackAsJson() {
        assertThat(STATUS.json())
                .isEqualTo("{\"services\":[{\"name\":\"gateway\",\"pid\":42,\"ready\":true,"
                        + "\"url\":\"http://127.0.0.1:8080\"}],\"stack\":[{\"name\":\"redis\",\"pid\":null,"
                        + "\"ready\":false,\"url\":\"127.0.0.1:16379\"}]}");
    }

    @Test
    void printsALineForEachPart() {
        assertThat(STATUS.table().lines())
                .containsExactly(
                        "NAME         STATE      PID       ADDRESS",
                        "gateway      ready      42        http://127.0.0.1:8080",
                        "redis        down       -         127.0.0.1:16379");
        assertThat(STATUS.ready()).isFalse();
    }
}
