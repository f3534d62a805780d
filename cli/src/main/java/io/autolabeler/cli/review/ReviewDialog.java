package io.autolabeler.cli.review;

import com.google.gson.JsonObject;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.common.v1.LabelScore;
import io.autolabeler.quality.v1.NextReviewsResponse;
import io.autolabeler.quality.v1.Reason;
import io.autolabeler.quality.v1.ReviewTask;
import java.util.Locale;
import java.util.Optional;

/** Puts one task after the other to the person at the keyboard. */
final class ReviewDialog {
    private static final double NANOS = 1e9;
    private static final int REASONS = 3;
    private final Shell shell;
    private final Gateway gateway;
    private final String projectId;
    private Optional<Act> last = Optional.empty();
    private int decided;

    /** What was done last, to take it back. */
    private record Act(String taskId, boolean decision) {}

    ReviewDialog(Shell shell, Gateway gateway, String projectId) {
        this.shell = shell;
        this.gateway = gateway;
        this.projectId = projectId;
    }

    /** Goes on until nothing waits or the person ends it. */
    void run() {
        boolean going = true;
        while (going) {
            NextReviewsResponse answer = ReviewCommand.next(gateway, projectId);
            if (answer.getTasksCount() == 0) {
                shell.out().println("nothing waits for review");
                break;
            }
            ReviewTask task = answer.getTasks(0);
            if (needsThePage(task)) {
                shell.out()
                        .println(
                                "items of kind " + task.getKind() + " are reviewed in the browser, on the page Review");
                break;
            }
            going = ask(task, answer.getWaiting());
        }
        shell.out().println(decided + " decided");
    }

    /** True for kinds whose answers are more than one label. */
    private static boolean needsThePage(ReviewTask task) {
        return switch (task.getKind()) {
            case MULTI_LABEL, ENTITIES, RELATIONS -> true;
            case UNSPECIFIED, CLASSIFICATION, SENTIMENT, UNRECOGNIZED -> false;
        };
    }

    /** False when the person ends the dialog. */
    private boolean ask(ReviewTask task, int waiting) {
        show(task, waiting);
        long begin = System.nanoTime();
        while (true) {
            shell.out().print("> ");
            shell.out().flush();
            Optional<String> key = shell.readLine().map(String::strip);
            if (key.isEmpty() || key.get().equals("q")) {
                return false;
            }
            try {
                if (take(task, key.get(), (System.nanoTime() - begin) / NANOS)) {
                    return true;
                }
            } catch (ProblemException e) {
                shell.out().println("error: " + e.getMessage());
                return true;
            }
        }
    }

    /** False when the key means nothing here. */
    private boolean take(ReviewTask task, String key, double seconds) {
        switch (key) {
            case "s" -> putAside(task.getId(), "skip");
            case "e" -> putAside(task.getId(), "escalate");
            case "u" -> {
                if (last.isEmpty()) {
                    shell.out().println("nothing to take back");
                    return false;
                }
                step(last.get().taskId(), "undo");
                decided -= last.get().decision() ? 1 : 0;
                last = Optional.empty();
            }
            default -> {
                Optional<String> label = label(task, key);
                if (label.isEmpty()) {
                    shell.out().println("a number from 1 to %d, Enter, s, u, e or q".formatted(task.getLabelsCount()));
                    return false;
                }
                decide(task.getId(), label.get(), seconds);
            }
        }
        return true;
    }

    private static Optional<String> label(ReviewTask task, String key) {
        if (key.isEmpty()) {
            return Optional.of(task.getSuggestion()).filter(label -> !label.isEmpty());
        }
        int number = key.matches("\\d{1,3}") ? Integer.parseInt(key) : 0;
        return number >= 1 && number <= task.getLabelsCount()
                ? Optional.of(task.getLabels(number - 1).getName())
                : Optional.empty();
    }

    private void decide(String taskId, String label, double seconds) {
        JsonObject body = new JsonObject();
        body.addProperty("label", label);
        body.addProperty("seconds", seconds);
        gateway.post("/reviews/" + taskId + ":decide", body.toString(), ReviewTask.getDefaultInstance());
        last = Optional.of(new Act(taskId, true));
        decided++;
    }

    private void putAside(String taskId, String step) {
        step(taskId, step);
        last = Optional.of(new Act(taskId, false));
    }

    private void step(String taskId, String step) {
        gateway.post("/reviews/" + taskId + ":" + step, "{}", ReviewTask.getDefaultInstance());
    }

    private void show(ReviewTask task, int waiting) {
        shell.out().println("\n%s  (%s, %d more)\n".formatted(task.getText(), task.getRoute(), waiting));
        for (int i = 0; i < task.getLabelsCount(); i++) {
            String name = task.getLabels(i).getName();
            String mark = name.equals(task.getSuggestion()) ? "  <- suggested" : "";
            shell.out().println("%3d  %s%s%s".formatted(i + 1, name, score(task, name), mark));
        }
        for (Reason reason : task.getReasonsList().subList(0, Math.min(REASONS, task.getReasonsCount()))) {
            shell.out().println("     like: %s (%s)".formatted(reason.getText(), reason.getLabel()));
        }
    }

    private static String score(ReviewTask task, String label) {
        return task.getScoresList().stream()
                .filter(score -> score.getLabel().equals(label))
                .map(LabelScore::getScore)
                .map(score -> String.format(Locale.ROOT, "  %.2f", score))
                .findFirst()
                .orElse("");
    }
}
