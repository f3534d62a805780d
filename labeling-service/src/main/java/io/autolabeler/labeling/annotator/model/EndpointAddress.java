package io.autolabeler.labeling.annotator.model;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/** What the address of a model endpoint must be. */
final class EndpointAddress {
    private static final Set<String> METADATA_HOSTS =
            Set.of("metadata.google.internal", "metadata", "instance-data", "fd00:ec2::254", "100.100.100.200");

    private EndpointAddress() {}

    /** The address, if it may be called; else IllegalArgumentException that names the setting, the rule and the value. */
    static URI checked(String setting, String baseUrl, boolean allowHttp) {
        URI address = parsed(setting, baseUrl);
        String host = host(address);
        if (METADATA_HOSTS.contains(host) || isLinkLocal(host)) {
            throw refused(setting, "must not be a link-local or metadata address", baseUrl);
        }
        if ("http".equalsIgnoreCase(address.getScheme()) && !allowHttp && !isLoopback(host)) {
            throw refused(setting, "must be https (or on this machine, or have allow-http set)", baseUrl);
        }
        return address;
    }

    private static URI parsed(String setting, String baseUrl) {
        URI address;
        try {
            address = URI.create(baseUrl);
        } catch (IllegalArgumentException e) {
            throw refused(setting, "must be an address like https://host/v1", baseUrl);
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || address.getHost() == null) {
            throw refused(setting, "must be an http or https address like https://host/v1", baseUrl);
        }
        if (address.getUserInfo() != null || address.getQuery() != null || address.getFragment() != null) {
            throw new IllegalArgumentException(setting + " must hold no user, query or fragment");
        }
        return address;
    }

    private static String host(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static boolean isLinkLocal(String host) {
        return isLiteral(host) && literal(host).isLinkLocalAddress();
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || (isLiteral(host) && literal(host).isLoopbackAddress());
    }

    private static boolean isLiteral(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + host, e);
        }
    }

    private static IllegalArgumentException refused(String setting, String rule, String value) {
        return new IllegalArgumentException(setting + " " + rule + ", got " + value);
    }
}
