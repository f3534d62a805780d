package io.autolabeler.cli.key;

import com.google.protobuf.Timestamp;
import io.autolabeler.cli.gateway.Gateway;
import io.autolabeler.cli.gateway.Paging;
import io.autolabeler.cli.project.Projects;
import io.autolabeler.cli.shell.CommandFailure;
import io.autolabeler.cli.shell.CommonOptions;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import io.autolabeler.gateway.v1.ApiKey;
import io.autolabeler.gateway.v1.ListApiKeysResponse;
import io.autolabeler.gateway.v1.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, creates and deletes API keys. */
@Command(name = "keys", description = "List, create and delete API keys.")
public final class KeysCommand {
    private final Shell shell;

    public KeysCommand(Shell shell) {
        this.shell = shell;
    }

    @Command(name = "list", description = "The keys, without the keys themselves.")
    void list(@Mixin CommonOptions common) {
        Gateway gateway = common.gateway(shell);
        ListApiKeysResponse.Builder all = ListApiKeysResponse.newBuilder();
        Paging.each(
                "/keys",
                Map.of(),
                path -> gateway.get(path, ListApiKeysResponse.getDefaultInstance()),
                ListApiKeysResponse::getNextPageToken,
                page -> all.addAllKeys(page.getKeysList()));
        Table table = new Table("key", "name", "role", "begins with", "projects", "expires");
        all.getKeysList()
                .forEach(key -> table.row(
                        key.getId(),
                        key.getName(),
                        role(key),
                        key.getPrefix(),
                        key.getProjectIdsCount() == 0 ? "all" : key.getProjectIdsCount(),
                        key.hasExpireTime()
                                ? Instant.ofEpochSecond(key.getExpireTime().getSeconds())
                                : "never"));
        common.print(shell, all.build(), table.text());
    }

    @Command(name = "create", description = "Make a key; it is shown once.")
    void create(
            @Mixin CommonOptions common,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "What it is for.")
                    String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description = "viewer, annotator, editor or admin.")
                    String role,
            @Option(names = "--project", paramLabel = "NAME", description = "Only this project; can be repeated.")
                    List<String> projects,
            @Option(
                            names = "--expires-in",
                            paramLabel = "DAYS",
                            defaultValue = "0",
                            description = "Days until it ends; default never.")
                    int days) {
        ApiKey.Builder wish = ApiKey.newBuilder().setName(name).setRole(role(role));
        if (days < 0) {
            throw CommandFailure.usage("--expires-in must be at least 1 day, got " + days);
        }
        if (days > 0) {
            long end = Instant.now().plus(Duration.ofDays(days)).getEpochSecond();
            wish.setExpireTime(Timestamp.newBuilder().setSeconds(end));
        }
        Gateway gateway = common.gateway(shell);
        Projects all = new Projects(gateway);
        if (projects != null) {
            projects.forEach(project -> wish.addProjectIds(all.require(project).getId()));
        }
        ApiKey created = gateway.post("/keys", wish.build(), ApiKey.getDefaultInstance());
        common.print(shell, created, created.getKey() + "\n");
    }

    @Command(name = "delete", description = "Make a key useless at once.")
    void delete(@Mixin CommonOptions common, @Parameters(paramLabel = "KEY") String id) {
        common.confirm(shell, "deleting key " + id);
        common.gateway(shell).delete("/keys/" + id);
        common.print(shell, ApiKey.newBuilder().setId(id).build(), "deleted " + id + "\n");
    }

    private static Role.Value role(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "viewer" -> Role.Value.VIEWER;
            case "annotator" -> Role.Value.ANNOTATOR;
            case "editor" -> Role.Value.EDITOR;
            case "admin" -> Role.Value.ADMIN;
            default -> throw CommandFailure.usage("--role must be viewer, annotator, editor or admin, got " + name);
        };
    }

    private static String role(ApiKey key) {
        return key.getRole().name().toLowerCase(Locale.ROOT);
    }
}
