package io.autolabeler.devstack.command;

import io.autolabeler.devstack.home.Home;
import java.nio.file.Path;
import java.util.Optional;

/** What the environment says about the installation to work on. */
final class Surroundings {
    /** Names the folder that holds all state. */
    static final String HOME_VARIABLE = "AUTOLABELER_HOME";

    private Surroundings() {}

    /** The folder that the operator named, if any. */
    static Optional<Path> givenHome() {
        return Optional.ofNullable(System.getenv(HOME_VARIABLE))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }

    /** The named home, else the one in the user's own folder. */
    static Home home() {
        return Home.at(givenHome().orElse(Path.of(System.getProperty("user.home"), ".autolabeler")));
    }
}
