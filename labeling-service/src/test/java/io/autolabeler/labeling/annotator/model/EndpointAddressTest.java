package io.autolabeler.labeling.annotator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com/v1",
                "http://127.0.0.1:8000/v1",
                "http://localhost:11434/v1",
                "http://[::1]:8000/v1"
            })
    void takesHttpsAndThisMachine(String address) {
        assertThat(EndpointAddress.checked("base-url", address, false)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/v1",
                "http://10.0.0.7:8000/v1",
                "ftp://127.0.0.1/v1",
                "file:///etc/passwd",
                "api.example.com/v1",
                "https://169.254.169.254/latest",
                "https://[fe80::1]/v1",
                "https://metadata.google.internal/v1",
                "https://user:secret@api.example.com/v1",
                "https://api.example.com/v1?x=1",
                "not an address"
            })
    void refusesTheRest(String address) {
        assertThatThrownBy(() -> EndpointAddress.checked("base-url", address, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("base-url must");
    }

    @Test
    void takesHttpWhereItIsAllowedButNeverMetadata() {
        assertThat(EndpointAddress.checked("base-url", "http://gpu-box:8000/v1", true))
                .isNotNull();
        assertThatThrownBy(() -> EndpointAddress.checked("base-url", "http://169.254.169.254/v1", true))
                .hasMessageContaining("link-local");
    }
}
