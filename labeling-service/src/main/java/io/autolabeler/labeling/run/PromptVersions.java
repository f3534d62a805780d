package io.autolabeler.labeling.run;

import io.autolabeler.labeling.annotator.LabelingTask;
import io.autolabeler.labeling.annotator.LabelingTask.Method;
import io.autolabeler.labeling.annotator.PromptVersion;
import io.autolabeler.labeling.annotator.model.ModelLabeler;
import io.autolabeler.labeling.annotator.people.PeopleLabeler;
import io.autolabeler.platform.database.Database;
import io.autolabeler.retrieval.v1.KnowledgeBase;
import jakarta.inject.Singleton;
import java.util.Locale;

/** The version of everything that shapes an answer beside the item's text, kept with its content. */
@Singleton
class PromptVersions {
    private final ModelLabeler models;
    private final PeopleLabeler people;
    private final Database database;

    PromptVersions(ModelLabeler models, PeopleLabeler people, Database database) {
        this.models = models;
        this.people = people;
        this.database = database;
    }

    /** The version of the method on the task, with its content stored under it. */
    String pin(LabelingTask task, Method method, int headVersion, KnowledgeBase examples) {
        PromptVersion version = switch (method) {
            case MODEL -> models.promptVersion(task.kind(), task.labels(), task.guidelines(), task.model());
            case PEOPLE -> people.promptVersion(task.kind(), task.labels(), task.guidelines());
            case DESCRIPTIONS, NEIGHBOURS, HEAD -> embedded(task, method, headVersion, examples);
        };
        database.update(
                "insert into prompt_version (hash, content) values ($1, $2) on conflict do nothing",
                version.hash(),
                version.content());
        return version.hash();
    }

    /** A head is fixed by its version; the neighbours are fixed by the examples they are found among. */
    private static PromptVersion embedded(LabelingTask task, Method method, int headVersion, KnowledgeBase examples) {
        StringBuilder content = new StringBuilder("embedded labeler\nmethod: " + method + "\n");
        task.labels()
                .forEach(each -> content.append("label: ")
                        .append(each.getName())
                        .append(": ")
                        .append(each.getDescription())
                        .append('\n'));
        if (method == Method.NEIGHBOURS) {
            content.append("examples: ")
                    .append(examples.getExampleCount())
                    .append(" as of ")
                    .append(examples.getUpdateTime().getSeconds())
                    .append('\n');
        }
        String name = method.name().toLowerCase(Locale.ROOT);
        return PromptVersion.of(
                method == Method.HEAD ? name + "-" + headVersion + ":" : name + ":", content.toString());
    }
}
