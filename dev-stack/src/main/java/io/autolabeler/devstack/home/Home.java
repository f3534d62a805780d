package io.autolabeler.devstack.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;

/**
 * The folder that holds all state of one installation; only its owner may read it.
 *
 * @param root absolute path of the folder
 */
public record Home(Path root) {
    private static final long LEAST_FREE_BYTES = 512L * 1024 * 1024;

    /** The home at the path, made if it isn't there. */
    public static Home at(Path path) {
        Path root = path.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
                restrict(root, "rwx------");
            }
            return new Home(root);
        } catch (IOException e) {
            throw new StackException("cannot use " + root + " as home: " + e.getMessage(), e);
        }
    }

    /** Says clearly that the disk is nearly full, before it is full in the middle of a write. */
    public void checkSpace() {
        try {
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new StackException(
                        "disk of %s is nearly full: %d MB free, at least %d MB needed; free some or set AUTOLABELER_HOME"
                                .formatted(root, free >> 20, LEAST_FREE_BYTES >> 20));
            }
        } catch (IOException e) {
            throw new StackException("cannot see how full the disk of " + root + " is: " + e.getMessage(), e);
        }
    }

    /** Where the processes write their logs. */
    public Path logs() {
        return folder(root.resolve("logs"));
    }

    /** Where a component keeps its data. */
    public Path data(String component) {
        return folder(root.resolve("data").resolve(component));
    }

    /** Where unpacked programs lie. */
    public Path binaries() {
        return folder(root.resolve("binaries"));
    }

    /** Which processes were started. */
    public Path state() {
        return root.resolve("state.properties");
    }

    /** Which ports the processes listen on. */
    public Path ports() {
        return root.resolve("ports.properties");
    }

    /** Passwords of the databases. */
    public Path secrets() {
        return root.resolve("secrets.properties");
    }

    /** The first API key of the gateway. */
    public Path apiKey() {
        return root.resolve("api-key");
    }

    /** Operator's settings, read by every service if there. */
    public Path config() {
        return root.resolve("config");
    }

    /** The work's result; one process at a time works on a home. */
    public <T> T exclusively(Callable<T> work) {
        try (FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                System.err.println("waiting for another command that works on " + root);
                channel.lock();
            }
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StackException("home " + root + ": " + e.getMessage(), e);
        }
    }

    /** Makes a file readable by its owner only, where the file system knows owners. */
    public static void restrict(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new StackException("cannot make folder " + path + ": " + e.getMessage(), e);
        }
    }
}
