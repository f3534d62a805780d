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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.autolabeler.quality", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

    /** A class that is no edge and drives none may use the JDK, the maths library and other pure code of this service. */
    @ArchTest
    static final ArchRule ALGORITHMS_ARE_PURE = classes()
            .that(are("algorithms", ArchitectureTest::isAlgorithm))
            .should()
            .onlyDependOnClassesThat(are("of the JDK, maths or pure", ArchitectureTest::isPure));

    private static final Set<String> PACKAGES = Set.of(
            "statistics",
            "numeric",
            "agreement",
            "calibration",
            "certification",
            "consensus",
            "evaluation",
            "labelerror",
            "sampling");

    /** What drives the algorithms and lives among them. */
    private static final Set<String> DRIVERS = Set.of(
            "FitCalibration",
            "CalibrationMaps",
            "CalibrationMap",
            "Subject",
            "Certificates",
            "IssueCertificates",
            "MeasureShortLists",
            "StoredCertificate",
            "ShortList");

    private static boolean isAlgorithm(JavaClass each) {
        String feature = each.getPackageName().replace("io.autolabeler.quality.", "");
        String name = each.getName().replaceFirst(".*\\.", "").replaceFirst("\\$.*", "");
        return PACKAGES.contains(feature)
                && !DRIVERS.contains(name)
                && !name.matches(".*(Grpc|Repository|Config|Consumer|Producer)");
    }

    private static boolean isPure(JavaClass each) {
        return each.isPrimitive()
                || each.isArray()
                || Stream.of("java.", "org.jspecify.", "org.apache.commons.statistics.", "org.apache.commons.numbers.")
                        .anyMatch(each.getPackageName()::startsWith)
                || isAlgorithm(each);
    }

    private static DescribedPredicate<JavaClass> are(String words, Predicate<JavaClass> test) {
        return new DescribedPredicate<>(words) {
            @Override
            public boolean test(JavaClass each) {
                return test.test(each);
            }
        };
    }
}
