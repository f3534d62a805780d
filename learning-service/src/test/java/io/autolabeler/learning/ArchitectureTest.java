package io.autolabeler.learning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The dependency rules of the architecture. */
@AnalyzeClasses(packages = "io.autolabeler.learning", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String EDGE = ".*(Grpc|Resource|Consumer|Producer|Repository|Client)";

    @ArchTest
    static final ArchRule algorithmsKnowNoFramework = noClasses()
            .that()
            .haveNameMatching(
                    ".*\\.(HeadTraining|Lbfgs|LinearHead|NearestExamples|Objective|Softmax.*|StratifiedFolds|TrainingSet|VectorBlocks)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "io.smallrye..", "io.vertx..", "io.grpc..", "io.autolabeler.*.v1..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(EDGE);

    @ArchTest
    static final ArchRule featuresShareNoEdges = ArchRuleDefinition.classes()
            .should(new ArchCondition<>("use only the edges of their own feature") {
                @Override
                public void check(JavaClass from, ConditionEvents events) {
                    from.getDirectDependenciesFromSelf().stream()
                            .filter(dependency -> dependency
                                            .getTargetClass()
                                            .getName()
                                            .matches(EDGE)
                                    && dependency.getTargetClass().getName().startsWith("io.autolabeler.learning.")
                                    && !dependency
                                            .getTargetClass()
                                            .getPackageName()
                                            .endsWith(".v1")
                                    && !dependency
                                            .getTargetClass()
                                            .getPackageName()
                                            .equals(from.getPackageName()))
                            .forEach(dependency ->
                                    events.add(SimpleConditionEvent.violated(from, dependency.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.autolabeler.learning.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatThingsAre =
            noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)");
}
