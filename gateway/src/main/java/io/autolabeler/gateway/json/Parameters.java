package io.autolabeler.gateway.json;

import com.google.protobuf.Message;
import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the path and the query of this request ask, as the message that its method names by {@link Asks}. */
@RequestScoped
public class Parameters {
    private @Nullable Message message;

    void set(Message message) {
        this.message = message;
    }

    /** The message; the method must be annotated with its type. */
    public <M extends Message> M as(Class<M> type) {
        return type.cast(Objects.requireNonNull(message, "the method asks nothing by @Asks"));
    }
}
