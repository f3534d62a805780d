package io.autolabeler.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.autolabeler.cli.evaluate.Accuracy;

@AnalyzeClasses(packages = "io.autolabeler.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.autolabeler.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FILES_SCHEMAS_AND_FIGURES_KNOW_NO_GATEWAY = noClasses()
            .that()
            .resideInAnyPackage("..cli.file..", "..cli.schema..")
            .or()
            .belongToAnyOf(Accuracy.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..cli.gateway..", "..cli.shell..", "picocli..", "java.net..");

    @ArchTest
    static final ArchRule ONLY_THE_GATEWAY_SPEAKS_HTTP = noClasses()
            .that()
            .resideOutsideOfPackage("..cli.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");
}
