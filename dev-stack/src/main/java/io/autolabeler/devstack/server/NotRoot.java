package io.autolabeler.devstack.server;

import io.autolabeler.devstack.home.StackException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How root runs a program that refuses to be run by root, as PostgreSQL does. */
final class NotRoot {
    /** In a user namespace of its own a program doesn't see that it is root's. */
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    /** Where namespaces are forbidden, as in most containers: as nobody, who may still enter root's folders. */
    private static final List<String> NOBODY = List.of(
            "setpriv",
            "--securebits=+no_setuid_fixup",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override");

    private NotRoot() {}

    /** What to put before the command; nothing for an ordinary user. */
    static List<String> prefix() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        return Stream.of(NAMESPACE, NOBODY)
                .filter(NotRoot::works)
                .findFirst()
                .orElseThrow(() -> new StackException("PostgreSQL does not run as root, and this machine allows neither"
                        + " user namespaces (unshare -U) nor setpriv; run as an ordinary user"));
    }

    private static boolean works(List<String> prefix) {
        return new Tool(Stream.concat(prefix.stream(), Stream.of("true")).toList(), Map.of())
                .run()
                .succeeded();
    }
}
