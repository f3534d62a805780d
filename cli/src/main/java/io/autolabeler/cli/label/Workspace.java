package io.autolabeler.cli.label;

import io.autolabeler.cli.dataset.ImportedFile;
import io.autolabeler.cli.dataset.Upload;
import io.autolabeler.cli.follow.Progress;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.Paging;
import io.autolabeler.cli.gateway.ProblemException;
import io.autolabeler.cli.gateway.UnreachableException;
import io.autolabeler.cli.project.Projects;
import io.autolabeler.labeling.v1.Dataset;
import io.autolabeler.labeling.v1.ListDatasetsResponse;
import io.autolabeler.labeling.v1.Project;
import io.autolabeler.labeling.v1.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The project of an order with its examples in place, and whatever was made for it. Safe for concurrent use. */
final class Workspace {
    private final Gateway gateway;
    private final Upload upload;
    private final Progress progress;
    private final Order order;
    private final Projects.Found project;
    private final List<Dataset> created = new ArrayList<>();
    private String examplesId = "";
    private boolean used;

    private Workspace(Gateway gateway, Progress progress, Order order, Projects.Found project) {
        this.gateway = gateway;
        this.upload = new Upload(gateway);
        this.progress = progress;
        this.order = order;
        this.project = project;
    }

    /**
     * Finds or makes the project and its examples.
     *
     * @param prefix what the name of a project begins with that the user gave none
     */
    static Workspace open(Gateway gateway, Progress progress, Order order, String prefix) {
        Projects.Found project = order.project().resolve(new Projects(gateway), prefix, order.examplesFingerprint());
        Workspace workspace = new Workspace(gateway, progress, order, project);
        try {
            workspace.examplesId = order.examples().map(workspace::examples).orElse("");
        } catch (RuntimeException e) {
            workspace.undo();
            throw e;
        }
        return workspace;
    }

    Project project() {
        return project.project();
    }

    /** A new dataset of the file. */
    Dataset add(ImportedFile file) {
        return add(file, file.file().shortName());
    }

    /** The run to start over a dataset. */
    Run wish(Dataset dataset) {
        return order.template().toBuilder()
                .setProjectId(project().getId())
                .setDatasetId(dataset.getId())
                .setExamplesDatasetId(examplesId)
                .build();
    }

    /** From now on something hangs on what was made: it stays. */
    synchronized void keep() {
        used = true;
    }

    /** Removes what was made for the order unless it was used; a fault in that is not worth telling. */
    synchronized void undo() {
        if (used) {
            return;
        }
        created.forEach(upload::forget);
        if (project.created()) {
            try {
                gateway.delete("/projects/" + project().getId());
            } catch (ProblemException | UnreachableException secondary) {
                // an empty project costs nothing
            }
        }
    }

    /** The same examples are sent once: their content is part of the dataset's name. */
    private String examples(ImportedFile file) {
        String name = file.file().shortName() + " " + file.check().sha256().substring(0, 12);
        return existing(file.wish(project().getId(), name))
                .orElseGet(() -> add(file, name))
                .getId();
    }

    private Optional<Dataset> existing(Dataset wish) {
        if (project.created()) {
            return Optional.empty();
        }
        List<Dataset> found = new ArrayList<>();
        Paging.each(
                "/datasets",
                Map.of("projectId", project().getId()),
                path -> gateway.get(path, ListDatasetsResponse.getDefaultInstance()),
                ListDatasetsResponse::getNextPageToken,
                page -> page.getDatasetsList().stream()
                        .filter(dataset -> isSame(dataset, wish))
                        .forEach(found::add));
        return found.stream().findFirst();
    }

    private static boolean isSame(Dataset dataset, Dataset wish) {
        return dataset.getState() == Dataset.State.READY
                && dataset.getName().equals(wish.getName())
                && dataset.getTextColumn().equals(wish.getTextColumn())
                && dataset.getLabelColumn().equals(wish.getLabelColumn());
    }

    private Dataset add(ImportedFile file, String name) {
        long total = file.file().path().toFile().length();
        Dataset dataset = upload.create(
                file.wish(project().getId(), name),
                file.file(),
                sent -> progress.sent(file.file().shortName(), Math.min(sent, total), total));
        synchronized (this) {
            created.add(dataset);
        }
        return dataset;
    }
}
