package io.autolabeler.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolesTest {
    private final List<JavaMethod> methods = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.autolabeler.gateway")
                    .stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                    .toList();

    @Test
    void everyMethodSaysWhoMayCallIt() {
        assertThat(methods).hasSizeGreaterThan(40);
        assertThat(methods)
                .allMatch(method -> method.isAnnotatedWith(Requires.class) != method.isAnnotatedWith(Open.class));
    }

    @Test
    void onlyHealthIsForEverybody() {
        assertThat(methods.stream().filter(method -> method.isAnnotatedWith(Open.class)))
                .allMatch(method -> method.getOwner().getPackageName().endsWith(".health"));
    }
}
