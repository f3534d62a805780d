package io.autolabeler.devstack.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every call got, in memory and, where a file is given, one JSON line each, flushed at once. Thread-safe. */
final class CallLog implements AutoCloseable {
    private final List<Call> calls = new ArrayList<>();
    private final ObjectMapper json;
    private final @Nullable Writer file;

    CallLog(ObjectMapper json, @Nullable Path file) throws IOException {
        this.json = json;
        this.file = file == null
                ? null
                : Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    synchronized void add(Call call) {
        calls.add(call);
        if (file != null) {
            try {
                file.write(line(call));
                file.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("the call log cannot be written", e);
            }
        }
    }

    private String line(Call call) throws JsonProcessingException {
        return json.writeValueAsString(call) + "\n";
    }

    synchronized List<Call> all() {
        return List.copyOf(calls);
    }

    synchronized void clear() {
        calls.clear();
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the call log cannot be closed", e);
            }
        }
    }
}
