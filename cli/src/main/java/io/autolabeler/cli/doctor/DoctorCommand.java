package io.autolabeler.cli.doctor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.autolabeler.cli.shell.CommonOptions;
import io.autolabeler.cli.shell.ExitCode;
import io.autolabeler.cli.shell.Shell;
import io.autolabeler.cli.shell.Table;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is wrong with the installation, if anything is; ends with 1 when a check found a fault. */
@Command(name = "doctor", description = "Check JDK, disk, address, key, services and model endpoints.")
public final class DoctorCommand implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    final CommonOptions common = new CommonOptions();

    public DoctorCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new Checks(shell, common.connection().address(shell)).all();
        Table table = new Table();
        JsonArray checks = new JsonArray();
        for (Finding finding : findings) {
            String verdict = finding.verdict().name().toLowerCase(Locale.ROOT);
            table.row(verdict, finding.check(), finding.detail());
            JsonObject check = new JsonObject();
            check.addProperty("check", finding.check());
            check.addProperty("verdict", verdict);
            check.addProperty("detail", finding.detail());
            checks.add(check);
        }
        JsonObject json = new JsonObject();
        json.add("checks", checks);
        common.print(shell, json, table.text());
        boolean fault = findings.stream().anyMatch(finding -> finding.verdict() == Finding.Verdict.FAULT);
        return fault ? ExitCode.FAILURE : ExitCode.DONE;
    }
}
