package io.autolabeler.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackTestResourceTest {

    @Test
    void givesEachApplicationADatabaseOfItsOwnAndRemovesItAtTheEnd() throws SQLException {
        StackTestResource resource = new StackTestResource();
        resource.init(Map.of("service", "labeling"));

        Map<String, String> settings = resource.start();

        assertThat(settings.get("autolabeler.database")).startsWith("test_labeling_");
        assertThat(settings.get("autolabeler.topics.prefix"))
                .startsWith("test_labeling_")
                .endsWith(".");
        assertThat(setting(settings, "fsync")).isEqualTo("on");
        assertThat(setting(settings, "synchronous_commit")).isEqualTo("on");

        resource.stop();

        assertThatThrownBy(() -> connect(settings)).isInstanceOf(SQLException.class);
    }

    @Test
    void refusesADatabaseToTheUserOfAnother() {
        StackTestResource first = new StackTestResource();
        StackTestResource second = new StackTestResource();
        Map<String, String> own = first.start();
        Map<String, String> other = second.start();

        assertThatThrownBy(() -> DriverManager.getConnection(
                        url(other), own.get("autolabeler.database.user"), own.get("autolabeler.database.password")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");

        first.stop();
        second.stop();
    }

    private static String setting(Map<String, String> settings, String name) throws SQLException {
        try (Connection connection = connect(settings);
                ResultSet rows = connection.createStatement().executeQuery("show " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(Map<String, String> settings) throws SQLException {
        return DriverManager.getConnection(
                url(settings),
                settings.get("autolabeler.database.user"),
                settings.get("autolabeler.database.password"));
    }

    private static String url(Map<String, String> settings) {
        return "jdbc:postgresql://" + settings.get("autolabeler.postgres") + "/" + settings.get("autolabeler.database");
    }
}
