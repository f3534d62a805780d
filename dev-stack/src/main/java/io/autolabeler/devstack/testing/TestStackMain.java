package io.autolabeler.devstack.testing;

import io.autolabeler.devstack.home.Checkout;
import io.autolabeler.devstack.home.Home;
import io.autolabeler.devstack.home.StackException;
import java.nio.file.Path;
import java.time.Duration;

/** The process by which a test JVM enters and leaves the shared stack. */
final class TestStackMain {

    private TestStackMain() {}

    /** Takes {@code enter} or {@code leave}, the stack's home, the user's process number and the patience in ms. */
    public static void main(String[] args) {
        try {
            TestStack stack = new TestStack(Home.at(Path.of(args[1])), Checkout.find());
            long user = Long.parseLong(args[2]);
            switch (args[0]) {
                case "enter" -> stack.enter(user);
                case "leave" -> stack.leave(user, Duration.ofMillis(Long.parseLong(args[3])));
                default -> throw new IllegalArgumentException("enter or leave, got " + args[0]);
            }
        } catch (StackException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
