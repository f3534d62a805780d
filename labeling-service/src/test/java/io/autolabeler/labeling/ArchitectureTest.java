package io.autolabeler.labeling;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

@AnalyzeClasses(packages = "io.autolabeler.labeling", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
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

    @ArchTest
    static final ArchRule EDGES_STAY_IN_THEIR_FEATURE = classes()
            .that(new DescribedPredicate<>("are edges other than repositories") {
                @Override
                public boolean test(JavaClass each) {
                    return isEdge(each) && !each.getSimpleName().endsWith("Repository");
                }
            })
            .should(new ArchCondition<>("be used in their own package only") {
                @Override
                public void check(JavaClass edge, ConditionEvents events) {
                    edge.getDirectDependenciesToSelf().stream()
                            .filter(use ->
                                    !use.getOriginClass().getPackageName().equals(edge.getPackageName()))
                            .forEach(use -> events.add(SimpleConditionEvent.violated(edge, use.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.autolabeler.labeling.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_NAMELESS_LAYERS = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager");

    private static boolean isEdge(JavaClass each) {
        return each.getSimpleName().matches(".*(Grpc|Resource|Consumer|Producer|Repository|Config|Client)");
    }
}
