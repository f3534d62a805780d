package io.autolabeler.devstack.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Connections to servers of this machine. */
final class Loopback {
    /** The only address that anything local listens on. */
    static final String HOST = "127.0.0.1";

    private static final int TIMEOUT_MILLIS = 2_000;

    private Loopback() {}

    /** A connection to the port that gives up reading after two seconds. */
    static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(HOST), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
