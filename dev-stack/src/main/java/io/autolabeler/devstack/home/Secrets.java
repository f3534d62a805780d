package io.autolabeler.devstack.home;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.SortedMap;

/** Random secrets of one home, each made when it is first asked for. */
public final class Secrets {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PropertiesFile file;

    /** The secrets kept in this home. */
    public Secrets(Home home) {
        this.file = new PropertiesFile(home.secrets());
    }

    /** The secret of that name, the same at every call: 43 characters of url-safe base 64. */
    public synchronized String of(String name) {
        SortedMap<String, String> known = file.read();
        String secret = known.get(name);
        if (secret == null) {
            secret = random();
            known.put(name, secret);
            file.write(known);
        }
        return secret;
    }

    /** 43 fresh random characters of url-safe base 64. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
