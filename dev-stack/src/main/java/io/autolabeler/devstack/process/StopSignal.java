package io.autolabeler.devstack.process;

import io.autolabeler.devstack.home.StackException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** A signal by which a process is asked something. */
public enum StopSignal {
    /** What PostgreSQL takes for a fast shutdown. */
    INTERRUPT("INT"),
    /** What the others take for an orderly stop. */
    TERMINATE("TERM"),
    /** Wakes a frozen process, so that it can hear the others. */
    CONTINUE("CONT");

    private final String posixName;

    StopSignal(String posixName) {
        this.posixName = posixName;
    }

    /** Sends the signal; a process that is gone already is fine. */
    void send(long pid) {
        try {
            // The shell's own kill: a slim system has no program of that name, and Java sends TERM and KILL only.
            new ProcessBuilder("sh", "-c", "kill -" + posixName + " " + pid)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StackException("cannot signal process " + pid + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while stopping process " + pid);
        }
    }
}
