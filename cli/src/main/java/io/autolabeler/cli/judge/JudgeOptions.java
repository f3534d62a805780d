package io.autolabeler.cli.judge;

import io.autolabeler.cli.shell.CommonOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of every verb that has a file judged. */
public final class JudgeOptions {
    @Mixin
    final CommonOptions common = new CommonOptions();

    @Option(names = "--keep", description = "Keep the report at the server and say its id.")
    boolean keep;

    CommonOptions common() {
        return common;
    }

    boolean keep() {
        return keep;
    }
}
