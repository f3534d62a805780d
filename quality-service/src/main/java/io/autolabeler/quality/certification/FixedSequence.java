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
 * Where there are enough items, those too few for the standard promise are skipped for weaker promises too: all of them then
 * begin at one threshold, so that a weaker promise never accepts less, however many items share a score.
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
        int least = least(strictestFirst);
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

    /** Items at the first threshold that is tested, at least. */
    private int least(List<AcceptedSet> sets) {
        int own = risk.leastItems();
        int common = Math.max(own, Risk.DEFAULT.leastItems());
        return sets.stream().anyMatch(each -> each.items() >= common) ? common : own;
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

    /**
     * The fewest further items at any threshold that fails, should its share of accepted and of wrong ones stay; where there are
     * too few items to tell, those missing before anything can be promised.
     */
    private Optional<Integer> moreGold(List<AcceptedSet> sets, int checked) {
        if (checked == 0) {
            return Optional.of(risk.leastItems());
        }
        double fewest = Double.POSITIVE_INFINITY;
        for (AcceptedSet each : sets) {
            boolean fails = each.items() > 0 && each.pValue(risk.alpha()) > risk.delta();
            OptionalInt needed = fails ? needed(each) : OptionalInt.empty();
            if (needed.isPresent()) {
                fewest = Math.min(fewest, needed.getAsInt() / each.items() * checked - checked);
            }
        }
        if (fewest > MOST_GOLD && checked < risk.leastItems()) {
            return Optional.of(risk.leastItems() - checked);
        }
        return fewest > MOST_GOLD ? Optional.empty() : Optional.of((int) Math.max(1, Math.ceil(fewest)));
    }

    /** How many accepted items with this share of errors pass; empty where the share is too near to what is allowed. */
    private OptionalInt needed(AcceptedSet failed) {
        double share = failed.risk();
        if (share >= risk.alpha()) {
            return OptionalInt.empty();
        }
        int low = Math.max(risk.leastItems(), (int) failed.items() + 1);
        int high = low;
        while (!passes(high, share)) {
            low = high;
            high *= 2;
            if (high > MOST_GOLD) {
                return OptionalInt.empty();
            }
        }
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
