package io.autolabeler.devstack.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * What holds in every service, as {@code @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class)}; each service
 * adds which of its classes are algorithms.
 */
public final class HouseRules {
    private static final String EDGE = ".*(Grpc|Resource|Consumer|Producer|Repository|Config|Client)";

    /** Features talk through use cases and repositories. */
    @ArchTest
    public static final ArchRule EDGES_STAY_IN_THEIR_FEATURE = classes()
            .that(edges().and(DescribedPredicate.not(repositories())).as("are edges other than repositories"))
            .should(beUsedInTheirOwnPackageOnly());

    @ArchTest
    public static final ArchRule FEATURES_HAVE_NO_CYCLES =
            slices().matching("io.autolabeler.*.(*)..").should().beFreeOfCycles();

    @ArchTest
    public static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
            noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)");

    private HouseRules() {}

    /** For a service whose features share no repository either. */
    public static ArchRule repositoriesStayInTheirFeature() {
        return classes().that(repositories()).should(beUsedInTheirOwnPackageOnly());
    }

    /** Classes that touch the world outside, by the suffix of their name. */
    public static DescribedPredicate<JavaClass> edges() {
        return DescribedPredicate.describe(
                "are edges", each -> each.getSimpleName().matches(EDGE));
    }

    private static DescribedPredicate<JavaClass> repositories() {
        return DescribedPredicate.describe(
                "are repositories", each -> each.getSimpleName().endsWith("Repository"));
    }

    private static ArchCondition<JavaClass> beUsedInTheirOwnPackageOnly() {
        return new ArchCondition<>("be used in their own package only") {
            @Override
            public void check(JavaClass edge, ConditionEvents events) {
                edge.getDirectDependenciesToSelf().stream()
                        .filter(use -> !use.getOriginClass().getPackageName().equals(edge.getPackageName()))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(edge, use.getDescription())));
            }
        };
    }
}
