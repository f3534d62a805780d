package io.autolabeler.platform.errors;

/** Rules for numbers in requests; each refuses with the field, its rule and the value, or gives the number back. */
public final class NumberFields {
    private NumberFields() {}

    /** A whole number from {@code least} to {@code most}. */
    public static int whole(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw ServiceException.invalid(
                    field,
                    most == Integer.MAX_VALUE ? "must be at least " + least : "must be " + least + " to " + most,
                    value);
        }
        return value;
    }

    /** A number in [0, 1]. */
    public static double share(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw ServiceException.invalid(field, "must be in [0, 1]", value);
        }
        return value;
    }

    /** A number above 0 and below 1. */
    public static double probability(String field, double value) {
        if (!(value > 0 && value < 1)) {
            throw ServiceException.invalid(field, "must be above 0 and below 1", value);
        }
        return value;
    }

    /** A number above 0 and below 1; the standard where it is 0, as if it were not given. */
    public static double probability(String field, double value, double standard) {
        return value == 0 ? standard : probability(field, value);
    }
}
