package io.autolabeler.quality;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.autolabeler.devstack.rules.HouseRules;
import io.autolabeler.quality.calibration.CalibrationFit;
import io.autolabeler.quality.calibration.Distribution;
import io.autolabeler.quality.calibration.Observation;
import io.autolabeler.quality.calibration.ReliabilityMetrics;
import io.autolabeler.quality.calibration.TemperatureScaling;

@AnalyzeClasses(packages = "io.autolabeler.quality", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule ALGORITHMS_ARE_PURE = classes()
            .that()
            .belongToAnyOf(
                    TemperatureScaling.class,
                    ReliabilityMetrics.class,
                    Distribution.class,
                    Observation.class,
                    CalibrationFit.class)
            .should()
            .onlyDependOnClassesThat(new DescribedPredicate<>("of the JDK or pure") {
                @Override
                public boolean test(JavaClass each) {
                    return each.getPackageName().startsWith("java.")
                            || each.getPackageName().startsWith("org.jspecify")
                            || each.isPrimitive()
                            || each.isArray()
                            || (each.getPackageName().equals(TemperatureScaling.class.getPackageName())
                                    && !HouseRules.edges().test(each));
                }
            });
}
