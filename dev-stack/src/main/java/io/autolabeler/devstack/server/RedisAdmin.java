package io.autolabeler.devstack.server;

import io.autolabeler.devstack.home.StackException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Databases of a running Redis.
 *
 * @param port where it listens
 */
public record RedisAdmin(int port) {

    /** Empties one database. */
    public void flush(int database) {
        String commands = "SELECT " + database + "\r\nFLUSHDB\r\n";
        String expected = "+OK\r\n+OK\r\n";
        try (Socket socket = Loopback.connect(port)) {
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(expected.length());
            if (!expected.equals(new String(answer, StandardCharsets.US_ASCII))) {
                throw new StackException("Redis did not empty database " + database);
            }
        } catch (IOException e) {
            throw new StackException("cannot empty Redis database " + database + ": " + e.getMessage(), e);
        }
    }
}
