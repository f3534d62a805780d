package io.autolabeler.monitoring.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A metric of the contract: its name, and whether a window of it is read as a sum or as a mean. */
public enum Metric {
    ITEMS(Reading.SUM),
    FAILED_ITEMS(Reading.SUM),
    CONFIDENCE(Reading.MEAN),
    ITEM_SECONDS(Reading.MEAN),
    LABELS(Reading.SUM),
    ROUTES(Reading.SUM),
    ERRORS(Reading.SUM),
    INPUT_TOKENS(Reading.SUM),
    OUTPUT_TOKENS(Reading.SUM),
    COST_USD(Reading.SUM),
    GOLD_ACCURACY(Reading.MEAN),
    REVIEW_ACCURACY(Reading.MEAN),
    ECE(Reading.MEAN),
    DEGRADED_ITEMS(Reading.SUM),
    REVIEWS(Reading.SUM),
    /** Cross-validated accuracy of heads as they are trained. */
    HEADS(Reading.MEAN),
    /** Examples that came, less those that went. */
    EXAMPLES(Reading.SUM),
    /** Items labeled again after an error: counted in {@link #ITEMS} once more, but no items of their own. */
    RETRIED_ITEMS(Reading.SUM);

    /** How a window is read. */
    public enum Reading {
        SUM,
        MEAN
    }

    private final Reading reading;

    Metric(Reading reading) {
        this.reading = reading;
    }

    public Reading reading() {
        return reading;
    }

    /** As it is written in the contract, rules and tables. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The metric with that name. */
    public static Optional<Metric> named(String name) {
        return Arrays.stream(values()).filter(each -> each.key().equals(name)).findFirst();
    }

    /** All names, in the contract's order. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Metric::key).toList();
    }
}
