package io.autolabeler.devstack.server;

import io.autolabeler.devstack.home.StackException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Databases of a running PostgreSQL, each with a user of the same name who may use this one only.
 *
 * @param port where it listens
 * @param password the password of the server's owner
 */
public record PostgresAdmin(int port, String password) {
    /** The user who owns the server. */
    static final String OWNER = "postgres";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]+");

    /** True if the server answers a query. */
    public boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes a database and its user, or gives the user this password if they are there already. */
    public void create(String database, String userPassword) {
        check(NAME, database);
        check(PASSWORD, userPassword);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            boolean user = exists(statement, "select 1 from pg_roles where rolname = '" + database + "'");
            statement.execute(
                    (user ? "alter" : "create") + " role " + database + " login password '" + userPassword + "'");
            if (!exists(statement, "select 1 from pg_database where datname = '" + database + "'")) {
                statement.execute("create database " + database + " owner " + database);
            }
            statement.execute("revoke connect on database " + database + " from public");
        } catch (SQLException e) {
            throw new StackException("cannot make database " + database + ": " + e.getMessage(), e);
        }
    }

    /** Removes a database and its user, whoever is connected to it. */
    public void drop(String database) {
        check(NAME, database);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + database + " with (force)");
            statement.execute("drop role if exists " + database);
        } catch (SQLException e) {
            throw new StackException("cannot remove database " + database + ": " + e.getMessage(), e);
        }
    }

    /** Names of the databases that start with the prefix. */
    public List<String> databases(String prefix) {
        List<String> names = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select datname from pg_database order by datname")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new StackException("cannot list databases: " + e.getMessage(), e);
        }
        return names.stream().filter(name -> name.startsWith(prefix)).toList();
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", OWNER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection("jdbc:postgresql://" + Loopback.HOST + ":" + port + "/postgres", properties);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** Names and passwords cannot be parameters of these statements. */
    private static void check(Pattern allowed, String value) {
        if (!allowed.matcher(value).matches()) {
            throw new IllegalArgumentException("must match " + allowed + ", got " + value.length() + " characters");
        }
    }
}
