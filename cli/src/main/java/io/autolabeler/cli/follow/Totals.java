package io.autolabeler.cli.follow;

import io.autolabeler.labeling.v1.Counts;
import io.autolabeler.labeling.v1.Run;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How far one or several runs are together.
 *
 * @param review routed to people
 * @param etaSeconds of the slowest; negative while none is known
 * @param stage what else to say, empty while they run
 */
record Totals(
        int total, int done, int failed, int review, double itemsPerSecond, double cost, int etaSeconds, String stage) {
    private static final int MINUTE = 60;
    private static final int PERCENT = 100;

    static Totals of(Collection<Run> runs) {
        int total = 0;
        int done = 0;
        int failed = 0;
        int review = 0;
        double rate = 0;
        double cost = 0;
        int eta = -1;
        for (Run run : runs) {
            Counts counts = run.getCounts();
            total += counts.getTotal();
            done += counts.getDone();
            failed += counts.getFailed();
            review += counts.getHumanReview() + counts.getExpertReview();
            rate += run.getItemsPerSecond();
            cost += run.getCost().getActual();
            eta = run.hasEtaSeconds() ? Math.max(eta, run.getEtaSeconds()) : eta;
        }
        return new Totals(total, done, failed, review, rate, cost, eta, stage(runs));
    }

    int percent() {
        return total == 0 ? 0 : (int) ((long) done * PERCENT / total);
    }

    String line() {
        String line = String.format(
                Locale.ROOT, "%d failed, %d in review, %.1f items/s, $%s", failed, review, itemsPerSecond, money(cost));
        return line + (etaSeconds < 0 ? "" : ", " + left()) + (stage.isEmpty() ? "" : ", " + stage);
    }

    /** US dollars with four decimals below ten, else two. */
    static String money(double dollars) {
        return String.format(Locale.ROOT, dollars < 10 ? "%.4f" : "%.2f", dollars);
    }

    private String left() {
        return etaSeconds < MINUTE ? etaSeconds + " s left" : (etaSeconds + MINUTE - 1) / MINUTE + " min left";
    }

    private static String stage(Collection<Run> runs) {
        return runs.stream()
                .map(Run::getState)
                .filter(state -> state != Run.State.RUNNING && state != Run.State.COMPLETED)
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
