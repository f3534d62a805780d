package io.autolabeler.system;

import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the system before the first test that needs it, repairs it between tests, and stops it after the last. */
final class SystemExtension implements ParameterResolver, BeforeEachCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return system(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        system(context).repairIfNeeded();
    }

    private static RunningSystem system(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Started.class, type -> Started.now(), Started.class)
                .system();
    }

    /** The one attempt at a start: where it failed, every test says why, and none tries again. */
    private record Started(Optional<RunningSystem> running, Optional<RuntimeException> failure)
            implements AutoCloseable {
        static Started now() {
            try {
                return new Started(Optional.of(RunningSystem.start()), Optional.empty());
            } catch (RuntimeException e) {
                return new Started(Optional.empty(), Optional.of(e));
            }
        }

        RunningSystem system() {
            return running.orElseThrow(
                    () -> new IllegalStateException("the system did not start", failure.orElseThrow()));
        }

        @Override
        public void close() {
            running.ifPresent(RunningSystem::close);
        }
    }
}
