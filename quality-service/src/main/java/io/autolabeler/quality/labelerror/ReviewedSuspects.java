package io.autolabeler.quality.labelerror;

import io.autolabeler.quality.statistics.Share;
import java.util.Optional;

/**
 * What people found when they went down the list of suspects. Never more than three rounds: judge, correct, fit again.
 *
 * @param wrong {@code [reviewed]}: whether each suspect's label was wrong, in the order of the list
 */
public record ReviewedSuspects(boolean[] wrong) {
    private static final int LAST = 50;
    private static final double FEW = 0.05;

    /** Share of wrong labels among the first {@code m} reviewed ones; empty for none reviewed. Has a Wilson interval. */
    public Optional<Share> precisionAt(int m) {
        int seen = Math.min(m, wrong.length);
        return seen < 1 ? Optional.empty() : Optional.of(new Share(count(0, seen), seen));
    }

    /** Fewer than 5 % of the last 50 reviewed labels were wrong: going on is not worth it. */
    public boolean finished() {
        return wrong.length >= LAST && count(wrong.length - LAST, wrong.length) < FEW * LAST;
    }

    /**
     * How many labels are probably still wrong.
     *
     * @param suspected labels that are confidently of another class and were not reviewed
     * @param audited wrong labels in a random sample of those that nothing was held against, which shows the errors that
     *     the model makes too
     * @param unsuspected labels that nothing was held against
     */
    public static Residual residual(int suspected, Optional<Share> audited, int unsuspected) {
        double least = suspected + audited.map(share -> share.wilson().lower()).orElse(0.0) * unsuspected;
        double likely = suspected + audited.map(Share::value).orElse(0.0) * unsuspected;
        double most = suspected + audited.map(share -> share.wilson().upper()).orElse(1.0) * unsuspected;
        return new Residual(likely, least, most, audited.isPresent());
    }

    /**
     * Wrong labels that are left.
     *
     * @param verified a random sample of unsuspected labels was looked at; without it the upper end says nothing
     */
    public record Residual(double likely, double least, double most, boolean verified) {}

    private int count(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += wrong[i] ? 1 : 0;
        }
        return count;
    }
}
