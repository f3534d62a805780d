package io.autolabeler.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressTest {
    private static final URI HTTPS = URI.create("https://hooks.example/x");

    @Test
    void allowsHttpsAndHttpToThisMachine() {
        assertThat(refusal("https://hooks.example/x", "93.184.216.34", false)).isEmpty();
        assertThat(refusal("http://localhost:9/x", "127.0.0.1", false)).isEmpty();
        assertThat(refusal("http://[::1]:9/x", "::1", false)).isEmpty();
    }

    @Test
    void refusesHttpToOthers() {
        assertThat(refusal("http://hooks.example/x", "93.184.216.34", true))
                .contains("http is for this machine only; use https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "fd00::1",
                "fe80::1",
                "0.1.2.3"
            })
    void refusesPrivateAddressesUnlessAllowed(String address) {
        assertThat(WebhookAddress.refusal(HTTPS, addresses(address), false))
                .contains("the host is in a private network; set allow-private to allow it");
        assertThat(WebhookAddress.refusal(HTTPS, addresses(address), true)).isEmpty();
    }

    @Test
    void refusesAHostOfWhichOneAddressIsPrivate() {
        assertThat(WebhookAddress.refusal(HTTPS, addresses("93.184.216.34", "127.0.0.1"), false))
                .isPresent();
    }

    @Test
    void refusesWhatIsNoAddressOfOneMachine() {
        assertThat(WebhookAddress.refusal(HTTPS, addresses("0.0.0.0"), true)).isPresent();
        assertThat(WebhookAddress.refusal(HTTPS, addresses("224.0.0.1"), true)).isPresent();
    }

    @Test
    void refusesAFormThatIsNoWebAddress() {
        assertThat(WebhookAddress.refusal(URI.create("ftp://hooks.example/x"))).isPresent();
        assertThat(WebhookAddress.refusal(URI.create("https:///x"))).contains("the address has no host");
        assertThat(WebhookAddress.refusal(URI.create("https://me:secret@hooks.example/x")))
                .contains("the address must not hold a user or password");
    }

    private static Optional<String> refusal(String url, String address, boolean allowPrivate) {
        return WebhookAddress.refusal(URI.create(url), addresses(address), allowPrivate);
    }

    private static InetAddress[] addresses(String... literals) {
        InetAddress[] addresses = new InetAddress[literals.length];
        try {
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = InetAddress.getByName(literals[i]);
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
        return addresses;
    }
}
