package io.autolabeler.devstack.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autolabeler.devstack.home.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    Path working;

    @Test
    void keepsTheLabeledFileOfATemporaryHomeWhereTheUserIs() {
        List<String> arguments = DemoCommand.keepingOutput(List.of("--json"), working);

        assertThat(arguments).containsExactly("--json", "--output=" + working.resolve("autolabeler-demo/banking.csv"));
        assertThat(working.resolve("autolabeler-demo")).isDirectory();
    }

    @Test
    void leavesAnOutputThatTheUserNamed() {
        assertThat(DemoCommand.keepingOutput(List.of("--output", "mine.csv"), working))
                .containsExactly("--output", "mine.csv");
        assertThat(DemoCommand.keepingOutput(List.of("--output=mine.csv"), working))
                .containsExactly("--output=mine.csv");
        assertThat(working).isEmptyDirectory();
    }

    @Test
    void saysWhatToDoWhereNothingCanBeWritten() throws IOException {
        Path file = Files.writeString(working.resolve("file"), "");

        assertThatThrownBy(() -> DemoCommand.keepingOutput(List.of(), file))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("--output FILE");
    }
}
