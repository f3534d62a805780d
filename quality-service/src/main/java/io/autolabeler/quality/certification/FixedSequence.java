package io.autolabeler.quality.certification;

import io.autolabeler.quality.certification.Certification.Certified;
import io.autolabeler.quality.certification.Certification.NotCertified;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the loosest threshold that keeps a promise: thresholds are tested from the strictest on, and the first failure
 * ends it, so that many tests cost no certainty.
 *
 * <p>Source: A. N. Angelopoulos, S. Bates, E. J. Candès, M. I. Jordan, L. Lei, "Learn then Test: Calibrating Predictive
 * Algorithms to Achieve Risk Control", 2021, section 2.2 (fixed sequence testing). Thresholds that accept too few items
 * to pass even without an error are skipped, which looks at scores alone.
 *
 * @param risk what is to be promised
 */
public record FixedSequence(Risk risk) {
    private static final int MOST_GOLD = 10_000_000;

    /** The threshold among the scores of these items. */
    public Certification certify(ValidationSet items) {
        return certify(items, ThresholdGrid.of(items));
    }

    /**
     * The threshold among those given.
     *
     * @param falling thresholds that were chosen without a look at the labels, strictest first
     */
    public Certification certify(ValidationSet items, double[] falling) {
        List<AcceptedSet> sets = new ArrayList<>();
        for (double threshold : falling) {
            sets.add(items.at(threshold));
        }
        return certify(sets, items.size());
    }

    /**
     * The threshold among those of these sets.
     *
     * @param strictestFirst what each threshold accepts
     * @param checked all items that it was checked on
     */
    public Certification certify(List<AcceptedSet> strictestFirst, int checked) {
        Optional<AcceptedSet> passed = Optional.empty();
        int least = risk.leastItems();
        double before = Double.POSITIVE_INFINITY;
        for (AcceptedSet each : strictestFirst) {
            if (!(each.threshold() < before)) {
                throw new IllegalArgumentException(
                        "thresholds must fall, got " + each.threshold() + " after " + before);
            }
            before = each.threshold();
            if (each.items() >= least) {
                if (each.pValue(risk.alpha()) > risk.delta()) {
                    break;
                }
                passed = Optional.of(each);
            }
        }
        return passed.<Certification>map(set -> new Certified(risk, set, checked))
                .orElseGet(() -> new NotCertified(risk, checked, moreGold(strictestFirst, checked)));
    }

    /**
     * A threshold for each part, so that all promises hold together; a small part gets none.
     *
     * @param parts items by label or any other part of the stream
     */
    public Map<String, Certification> certifyParts(Map<String, ValidationSet> parts) {
        FixedSequence each = new FixedSequence(risk.shared(Math.max(1, parts.size())));
        Map<String, Certification> certified = new LinkedHashMap<>();
        parts.forEach((part, items) -> certified.put(part, each.certify(items)));
        return certified;
    }

    /** The fewest further items at any threshold, should its share of accepted and of wrong ones stay. */
    private Optional<Integer> moreGold(List<AcceptedSet> sets, int checked) {
        if (checked == 0) {
            return Optional.of(risk.leastItems());
        }
        double fewest = Double.POSITIVE_INFINITY;
        for (AcceptedSet each : sets) {
            OptionalInt needed = each.items() == 0 ? OptionalInt.empty() : needed(each.risk());
            if (needed.isPresent()) {
                fewest = Math.min(fewest, needed.getAsInt() / each.items() * checked - checked);
            }
        }
        return fewest > MOST_GOLD ? Optional.empty() : Optional.of((int) Math.max(1, Math.ceil(fewest)));
    }

    /** How many accepted items with this share of errors pass; empty where the share is too near to what is allowed. */
    private OptionalInt needed(double share) {
        if (share >= risk.alpha()) {
            return OptionalInt.empty();
        }
        int high = risk.leastItems();
        while (!passes(high, share)) {
            high *= 2;
            if (high > MOST_GOLD) {
                return OptionalInt.empty();
            }
        }
        int low = high / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (passes(middle, share)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return OptionalInt.of(high);
    }

    private boolean passes(int items, double share) {
        AcceptedSet set = AcceptedSet.of(0, items, (int) Math.ceil(items * share - 1e-9));
        return items >= risk.leastItems() && set.pValue(risk.alpha()) <= risk.delta();
    }
}
