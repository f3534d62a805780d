package io.autolabeler.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.autolabeler.devstack.browser.Tab;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page in every state, light and dark, wide and narrow: pictures in {@code target/screenshots} to be looked at. */
@QuarkusTest
class ScreenshotsTest extends BrowserTest {
    private static final Path FOLDER = Path.of("target", "screenshots");

    static Stream<String> scenes() {
        return Scene.all().stream().map(Scene::name);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void fitsEveryWindowLightAndDark(String name) {
        Scene scene = Scene.all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow();
        scene.set().accept(gateway);
        Tab tab = open(scene.path());
        tab.find(scene.ready()).first().waitFor();
        scene.act().accept(tab);
        tab.settle();
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            for (int width : new int[] {1280, 360}) {
                look(
                        tab,
                        scheme,
                        width,
                        "%s-%s-%d".formatted(name, scheme.name().toLowerCase(Locale.ROOT), width));
            }
        }
    }

    private static void look(Tab tab, ColorScheme scheme, int width, String name) {
        tab.picture(scheme, width, FOLDER.resolve(name + ".png"));
        assertThat(tab.overhang()).as("%s: pixels beyond the window", name).isLessThanOrEqualTo(0);
        assertThat(tab.paleTexts())
                .as("%s: texts with a contrast below 4.5:1", name)
                .isEmpty();
    }
}
