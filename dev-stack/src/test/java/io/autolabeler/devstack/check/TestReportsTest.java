package io.autolabeler.devstack.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {
    @TempDir
    private Path root;

    @Test
    void countsEveryCaseOfAllModulesOnce() throws IOException {
        report("labeling-service/target/surefire-reports/TEST-a.xml", """
                <testsuite tests="4" failures="1" errors="1" skipped="1">
                  <testcase classname="A" name="works"><system-out>fine</system-out></testcase>
                  <testcase classname="A" name="differs"><failure message="no">trace</failure></testcase>
                  <testcase classname="A" name="breaks"><error>trace</error></testcase>
                  <testcase classname="A" name="waits"><skipped message="no Chromium"/></testcase>
                </testsuite>
                """);
        report("cli/target/failsafe-reports/TEST-b.xml", """
                <testsuite><testcase classname="B" name="works"/></testsuite>
                """);

        TestTotals totals = new TestReports(root).totals();

        assertThat(totals.line()).isEqualTo("2 passed, 2 failed, 1 skipped");
        assertThat(totals.failed()).containsExactly("A.differs", "A.breaks");
        assertThat(totals.skipped()).containsExactly("A.waits");
        assertThat(totals.good(false)).isFalse();
    }

    @Test
    void takesAHalfWrittenReportForAFailure() throws IOException {
        report("cli/target/surefire-reports/TEST-c.xml", "<testsuite><testcase classname='C'");

        assertThat(new TestReports(root).totals().failed()).hasSize(1);
    }

    @Test
    void forgetsReportsOfEarlierRuns() throws IOException {
        report("cli/target/surefire-reports/TEST-d.xml", "<testsuite><testcase classname='D' name='d'/></testsuite>");
        TestReports reports = new TestReports(root);

        reports.clear();

        assertThat(reports.totals().line()).isEqualTo("0 passed, 0 failed, 0 skipped");
        assertThat(reports.totals().good(false)).isFalse();
    }

    @Test
    void forbidsSkippedTestsWhereTheRunIsStrict() throws IOException {
        report("cli/target/surefire-reports/TEST-e.xml", """
                <testsuite>
                  <testcase classname="E" name="e"/>
                  <testcase classname="E" name="f"><skipped/></testcase>
                </testsuite>
                """);
        TestTotals totals = new TestReports(root).totals();

        assertThat(totals.good(false)).isTrue();
        assertThat(totals.good(true)).isFalse();
    }

    private void report(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
