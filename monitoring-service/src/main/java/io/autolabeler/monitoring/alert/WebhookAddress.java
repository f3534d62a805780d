package io.autolabeler.monitoring.alert;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which addresses alerts may be posted to, so that a webhook cannot be turned against the inside of a network. */
final class WebhookAddress {
    private WebhookAddress() {}

    /** Why the form of the address is refused, whatever its host resolves to; empty: it is fine. */
    static Optional<String> refusal(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("the address must begin with https://");
        }
        if (uri.getHost() == null) {
            return Optional.of("the address has no host");
        }
        return uri.getUserInfo() == null
                ? Optional.empty()
                : Optional.of("the address must not hold a user or password");
    }

    /** Why none may be posted to what the host resolves to; empty: it may. */
    static Optional<String> refusal(URI uri, InetAddress[] addresses, boolean allowPrivate) {
        Optional<String> form = refusal(uri);
        if (form.isPresent()) {
            return form;
        }
        boolean loopback = Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress);
        if (!loopback && uri.getScheme().equalsIgnoreCase("http")) {
            return Optional.of("http is for this machine only; use https");
        }
        if (Arrays.stream(addresses).anyMatch(each -> each.isAnyLocalAddress() || each.isMulticastAddress())) {
            return Optional.of("the host resolves to no address of one machine");
        }
        if (!allowPrivate && !loopback && Arrays.stream(addresses).anyMatch(WebhookAddress::isPrivate)) {
            return Optional.of("the host is in a private network; set allow-private to allow it");
        }
        return Optional.empty();
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isLoopbackAddress()) {
            return true;
        }
        return address instanceof Inet4Address
                ? bytes[0] == 0 || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64)
                : (bytes[0] & 0xfe) == 0xfc;
    }
}
