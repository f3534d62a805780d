package io.autolabeler.cli.judge;

import com.google.gson.JsonObject;
import io.autolabeler.cli.report.Judged;
import io.autolabeler.cli.report.SnakeJson;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.labeling.v1.SendToReviewRequest;
import io.autolabeler.labeling.v1.SendToReviewResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that send suspects of a run to review, and what they do. */
final class SuspectsReview {
    private static final int BATCH = 500;

    @Option(names = "--review", description = "Send the run's flagged items to reviewers, most suspicious first.")
    boolean review;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "With --review: at most so many items; default all flagged.")
    @Nullable
    Integer limit;

    void check(boolean ofRun) {
        if (review && !ofRun) {
            throw CommandFailure.usage("--review needs --run ID: only items of a run can be sent to review");
        }
        if (limit != null && !review) {
            throw CommandFailure.usage("--limit needs --review");
        }
        if (limit != null && limit < 1) {
            throw CommandFailure.usage("--limit must be at least 1, got " + limit);
        }
    }

    /** Sends flagged suspects to review if that is asked for; says so in both forms of the answer. */
    String send(Judged judged, String run, String header, JsonObject json) {
        if (!review) {
            return "";
        }
        List<String> items = judged
                .firstRows(header, row -> "true".equals(row.get("flagged")), limit == null ? Integer.MAX_VALUE : limit)
                .stream()
                .map(row -> Objects.requireNonNull(row.get("id")))
                .toList();
        SendToReviewResponse.Builder all = SendToReviewResponse.newBuilder();
        for (int from = 0; from < items.size(); from += BATCH) {
            List<String> batch = items.subList(from, Math.min(from + BATCH, items.size()));
            SendToReviewResponse sent = judged.gateway()
                    .post(
                            "/runs/" + run + ":review",
                            SendToReviewRequest.newBuilder()
                                    .addAllItemIds(batch)
                                    .build(),
                            SendToReviewResponse.getDefaultInstance());
            all.setSent(all.getSent() + sent.getSent())
                    .setAlreadyWithPeople(all.getAlreadyWithPeople() + sent.getAlreadyWithPeople())
                    .setSkipped(all.getSkipped() + sent.getSkipped());
        }
        json.add("review", SnakeJson.of(all.build()));
        return items.isEmpty() ? "%nnothing to send to review%n".formatted() : text(all);
    }

    private static String text(SendToReviewResponse.Builder sent) {
        String already = sent.getAlreadyWithPeople() == 0
                ? ""
                : ", %d were with people already".formatted(sent.getAlreadyWithPeople());
        String skipped = sent.getSkipped() == 0
                ? ""
                : ", %d failed or are not assessed yet and were skipped".formatted(sent.getSkipped());
        return "%n%d items sent to review%s%s; next: ./autolabeler review --next%n"
                .formatted(sent.getSent(), already, skipped);
    }
}
