package io.autolabeler.cli.follow;

import io.autolabeler.cli.shell.Money;
import io.autolabeler.labeling.v1.Cost;
import io.autolabeler.labeling.v1.Counts;
import io.autolabeler.labeling.v1.Run;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How far one or several runs are together.
 *
 * @param cost actual and unpriced only
 * @param etaSeconds of the slowest; negative while none is known
 * @param stage what else to say, empty while they run
 */
record Totals(Counts counts, double itemsPerSecond, Cost cost, int etaSeconds, String stage) {
    private static final int MINUTE = 60;
    private static final int PERCENT = 100;

    static Totals of(Collection<Run> runs) {
        Counts.Builder sum = Counts.newBuilder();
        for (Run run : runs) {
            Counts counts = run.getCounts();
            sum.setTotal(sum.getTotal() + counts.getTotal())
                    .setDone(sum.getDone() + counts.getDone())
                    .setFailed(sum.getFailed() + counts.getFailed())
                    .setHumanReview(sum.getHumanReview() + counts.getHumanReview())
                    .setExpertReview(sum.getExpertReview() + counts.getExpertReview());
        }
        return new Totals(
                sum.build(),
                runs.stream().mapToDouble(Run::getItemsPerSecond).sum(),
                cost(runs),
                runs.stream()
                        .filter(Run::hasEtaSeconds)
                        .mapToInt(Run::getEtaSeconds)
                        .max()
                        .orElse(-1),
                stage(runs));
    }

    int total() {
        return counts.getTotal();
    }

    int done() {
        return counts.getDone();
    }

    int percent() {
        return total() == 0 ? 0 : (int) ((long) done() * PERCENT / total());
    }

    String line() {
        String line = String.format(
                Locale.ROOT,
                "%d failed, %d in review, %.1f items/s, %s",
                counts.getFailed(),
                counts.getHumanReview() + counts.getExpertReview(),
                itemsPerSecond,
                Money.spent(cost));
        return line + (etaSeconds < 0 ? "" : ", " + left()) + (stage.isEmpty() ? "" : ", " + stage);
    }

    private String left() {
        return etaSeconds < MINUTE ? etaSeconds + " s left" : (etaSeconds + MINUTE - 1) / MINUTE + " min left";
    }

    private static Cost cost(Collection<Run> runs) {
        return Cost.newBuilder()
                .setActual(runs.stream()
                        .mapToDouble(run -> run.getCost().getActual())
                        .sum())
                .setUnpriced(runs.stream().anyMatch(run -> run.getCost().getUnpriced()))
                .build();
    }

    private static String stage(Collection<Run> runs) {
        return runs.stream()
                .filter(run -> run.getState() != Run.State.RUNNING && run.getState() != Run.State.COMPLETED)
                .map(run -> run.getStateMessage().isEmpty()
                        ? run.getState().name().toLowerCase(Locale.ROOT)
                        : run.getStateMessage())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
