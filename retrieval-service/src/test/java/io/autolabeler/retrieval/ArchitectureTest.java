package io.autolabeler.retrieval;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.autolabeler.devstack.rules.HouseRules;

/** The dependency rules of the architecture. */
@AnalyzeClasses(packages = "io.autolabeler.retrieval", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule repositoriesStayInTheirFeature = HouseRules.repositoriesStayInTheirFeature();

    @ArchTest
    static final ArchRule algorithmsKnowNoFramework = noClasses()
            .that()
            .haveNameMatching(
                    ".*\\.(BatchPlan|ContentHash|EmbeddingQueue|ExampleIndex|NeighbourSearch|OtherLanguage|Sentence.*)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "io.smallrye..", "io.vertx..", "io.grpc..", "io.autolabeler.*.v1..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(".*(Grpc|Resource|Consumer|Producer|Repository|Client)");
}
