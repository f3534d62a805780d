package io.autolabeler.monitoring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.autolabeler.devstack.rules.HouseRules;
import java.util.Set;

@AnalyzeClasses(packages = "io.autolabeler.monitoring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    private static final Set<String> ALGORITHMS = Set.of(
            "AlertMetric",
            "Breach",
            "Figures",
            "Metric",
            "RuleChecks",
            "RuleWindow",
            "RulesFile",
            "Tally",
            "Total",
            "WebhookAddress",
            "Window");

    @ArchTest
    static final ArchRule ALGORITHMS_ARE_PURE = classes()
            .that(new DescribedPredicate<>("are algorithms") {
                @Override
                public boolean test(JavaClass each) {
                    return ALGORITHMS.contains(each.getSimpleName());
                }
            })
            .should()
            .onlyDependOnClassesThat(new DescribedPredicate<>("of the JDK or pure") {
                @Override
                public boolean test(JavaClass each) {
                    return each.getPackageName().startsWith("java.")
                            || each.getPackageName().startsWith("org.jspecify")
                            || each.isPrimitive()
                            || each.isArray()
                            || each.getPackageName().startsWith("io.autolabeler.monitoring.v1")
                            || each.getPackageName().startsWith("com.fasterxml.jackson")
                            || (each.getPackageName().startsWith("io.autolabeler.monitoring.")
                                    && !HouseRules.edges().test(each));
                }
            });
}
