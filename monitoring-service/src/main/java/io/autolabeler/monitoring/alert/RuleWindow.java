package io.autolabeler.monitoring.alert;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The window of a rule, as people write it: 5m, 1h, 7d. */
final class RuleWindow {
    static final int MOST_MINUTES = 44_640;

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([mhd])");

    private RuleWindow() {}

    /** The window in minutes. */
    static int minutes(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("window must be like 5m, 1h or 7d, got " + text);
        }
        int unit = switch (matcher.group(2)) {
            case "m" -> 1;
            case "h" -> 60;
            default -> 1440;
        };
        return Math.multiplyExact(Integer.parseInt(matcher.group(1)), unit);
    }

    /** In the largest unit that fits. */
    static String text(int minutes) {
        if (minutes % 1440 == 0) {
            return minutes / 1440 + "d";
        }
        return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
    }
}
