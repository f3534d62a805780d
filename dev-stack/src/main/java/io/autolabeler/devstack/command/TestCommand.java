package io.autolabeler.devstack.command;

import io.autolabeler.devstack.check.FullBuild;
import io.autolabeler.devstack.check.TestReports;
import io.autolabeler.devstack.check.TestTotals;
import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.testing.TestStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Builds and tests everything against one started stack; the last line says how many tests passed, failed, were skipped. */
@Command(name = "test", description = "Builds and tests everything. Further arguments go to Maven.")
public final class TestCommand implements Callable<Integer> {
    /** Further arguments for Maven. */
    @Unmatched
    List<String> further = new ArrayList<>();

    @Override
    public Integer call() {
        Checkout checkout = Checkout.find();
        Home home = Home.at(TestStack.place(checkout));
        TestStack stack = new TestStack(home, checkout);
        TestReports reports = new TestReports(checkout.root());
        reports.clear();
        long self = ProcessHandle.current().pid();
        Path log = checkout.root().resolve("target/test.log");
        boolean built;
        stack.enter(self);
        try {
            built = new FullBuild(checkout, home.state(), log).run(further, System.out::println);
        } finally {
            stack.leave(self, Duration.ZERO);
        }
        TestTotals totals = reports.totals();
        boolean strict = "true".equals(System.getenv("CI"));
        totals.failed().forEach(test -> System.out.println("failed: " + test));
        totals.skipped().forEach(test -> System.out.println("skipped: " + test));
        if (!built) {
            System.out.println("the build failed; all of its output is in " + log);
        }
        if (strict && !totals.skipped().isEmpty()) {
            System.out.println("skipped tests count as failures where CI=true");
        }
        System.out.println(totals.line());
        return built && totals.good(strict) ? 0 : 1;
    }
}
