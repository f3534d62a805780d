package io.autolabeler.devstack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.process.Children;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestStackTest {

    @Test
    void runsUntilTheLastUserHasLeftOrDied(@TempDir Path folder) throws IOException {
        Home home = Home.at(folder.resolve("stack"));
        TestStack stack = new TestStack(home, Checkout.find());
        long self = ProcessHandle.current().pid();
        Process other = new ProcessBuilder("sleep", "60").start();
        stack.enter(self);
        stack.enter(other.pid());

        stack.leave(self, Duration.ZERO);
        assertThat(runs(home)).isTrue();

        other.destroyForcibly().onExit().join();
        stack.leave(self, Duration.ZERO);
        assertThat(runs(home)).isFalse();
    }

    private static boolean runs(Home home) {
        return new Children(home.state()).live("postgres").isPresent();
    }
}
