package io.autolabeler.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void aFlagGoesBeforeTheVariableBeforeTheFileBeforeTheDefault() throws IOException {
        Shell bare = shell(Map.of("AUTOLABELER_HOME", folder.toString()));
        Home home = Home.of(bare);
        assertThat(home.address("", bare)).hasToString("http://127.0.0.1:8080");
        assertThat(home.key(bare)).isEmpty();

        Files.writeString(folder.resolve("address"), "http://127.0.0.1:9000/\n");
        Files.writeString(folder.resolve("api-key"), "al_file\n");
        assertThat(home.address("", bare)).hasToString("http://127.0.0.1:9000");
        assertThat(home.key(bare)).contains("al_file");

        Shell set = shell(Map.of("AUTOLABELER_ADDRESS", "https://a.example", "AUTOLABELER_API_KEY", "al_env"));
        assertThat(home.address("", set)).hasToString("https://a.example");
        assertThat(home.address("http://b.example:1", set)).hasToString("http://b.example:1");
        assertThat(home.key(set)).contains("al_env");
    }

    @Test
    void figuresStandAtTheRight() {
        String text =
                new Table("label", "count").row("long name", 5).row("b", 12).text();

        assertThat(text).isEqualTo("label      count\nlong name      5\nb             12\n");
    }

    private static Shell shell(Map<String, String> environment) {
        return new Shell(InputStream.nullInputStream(), System.out, System.err, Shell.Terminal.NONE, environment);
    }
}
