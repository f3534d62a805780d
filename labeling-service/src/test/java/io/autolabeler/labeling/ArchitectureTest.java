package io.autolabeler.labeling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.autolabeler.devstack.rules.HouseRules;

@AnalyzeClasses(packages = "io.autolabeler.labeling", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule ALGORITHMS_ARE_PURE = classes()
            .that()
            .haveNameMatching(
                    ".*\\.embedded\\.DescriptionSimilarity" + "|.*\\.ledger\\.Price|.*\\.dataset\\.RecordSplitter")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.autolabeler.platform.neighbours..",
                    "io.autolabeler.labeling.annotator..",
                    "io.autolabeler.labeling.dataset..");
}
