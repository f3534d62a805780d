package io.autolabeler.labeling.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.autolabeler.labeling.dataset.StoredRow;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON object per line with every key: null where a value is absent, input values of JSON as they came. */
final class JsonRowWriter implements RowWriter {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private final List<String> names;
    private final int inputColumns;

    JsonRowWriter(List<String> columns) {
        this.names = ExportColumns.names(columns);
        this.inputColumns = columns.size();
    }

    @Override
    public void writeHeader(OutputStream out) {
        // A file of JSONL has none.
    }

    @Override
    public void writeRow(OutputStream out, StoredRow row, ExportedResult result) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            for (int i = 0; i < inputColumns; i++) {
                json.writeFieldName(names.get(i));
                input(json, row, i);
            }
            List<@Nullable Object> results = ExportColumns.values(result);
            for (int i = 0; i < results.size(); i++) {
                json.writeFieldName(names.get(inputColumns + i));
                output(json, results.get(i));
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void input(JsonGenerator json, StoredRow row, int place) throws IOException {
        @Nullable String value = place < row.values().size() ? row.values().get(place) : null;
        if (value != null && row.jsonColumns().contains(place)) {
            json.writeRawValue(value);
        } else {
            json.writeString(value);
        }
    }

    private static void output(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof BigDecimal number) {
            json.writeNumber(ExportColumns.plain(number));
        } else {
            json.writeString((String) value);
        }
    }
}
