package io.autolabeler.cli.project;

import io.autolabeler.cli.schema.Schema;
import io.autolabeler.cli.schema.SchemaFile;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.labeling.v1.Project;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that say which project a file is labeled in. */
public final class ProjectChoice {
    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "The project; it must exist unless labels are given too.")
    String name = "";

    @Option(names = "--labels", paramLabel = "A,B,C", description = "The labels to choose from, at least two.")
    String labels = "";

    @Option(names = "--schema", paramLabel = "FILE", description = "The labels with descriptions, as YAML or JSON.")
    @Nullable
    Path schemaFile;

    @Option(names = "--guidelines", paramLabel = "FILE", description = "How to decide the hard cases, as text.")
    @Nullable
    Path guidelines;

    /** The schema that the flags give, if they give one; a faulty one ends the command. */
    public Optional<Schema> schema() {
        if (!labels.isEmpty() && schemaFile != null) {
            throw CommandFailure.usage("give --labels or --schema, not both");
        }
        try {
            return read();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** Ends the command when the flags lead to no project; nothing is asked of the gateway. */
    public void check() {
        if (schema().isEmpty() && name.isEmpty()) {
            throw CommandFailure.usage(
                    "no labels: give --labels a,b,c or --schema FILE, or the --project that has them");
        }
        if (schema().isEmpty() && guidelines != null) {
            throw CommandFailure.usage("--guidelines needs --labels or --schema");
        }
    }

    /**
     * The project to label in, made if it has to be.
     *
     * @param prefix what the name of a project begins with that the user gave none
     * @param examples what identifies the examples, empty without any
     */
    public Projects.Found resolve(Projects projects, String prefix, String examples) {
        Optional<Schema> schema = schema();
        if (schema.isEmpty()) {
            return new Projects.Found(
                    projects.named(name)
                            .orElseThrow(() -> CommandFailure.failure(
                                    "no such project: %s; --labels or --schema makes it".formatted(name))),
                    false);
        }
        String wanted = name.isEmpty() ? prefix + "-" + schema.get().fingerprint(examples) : name;
        Projects.Found found = projects.findOrCreate(wanted, schema.get());
        if (!found.created() && !matches(found.project(), schema.get())) {
            throw CommandFailure.failure(
                    "project %s has other labels or guidelines: leave --labels and --schema out, or choose another --project"
                            .formatted(wanted));
        }
        return found;
    }

    private Optional<Schema> read() {
        Optional<Schema> schema = schemaFile != null
                ? Optional.of(SchemaFile.read(schemaFile))
                : Optional.of(labels).filter(given -> !given.isEmpty()).map(Schema::ofNames);
        Path text = guidelines;
        return text == null ? schema : schema.map(given -> given.withGuidelines(SchemaFile.text(text)));
    }

    private static boolean matches(Project project, Schema schema) {
        return (schema.labels().isEmpty() || project.getLabelsList().equals(schema.labels()))
                && project.getGuidelines().strip().equals(schema.guidelines())
                && project.getKind() == schema.kind();
    }
}
