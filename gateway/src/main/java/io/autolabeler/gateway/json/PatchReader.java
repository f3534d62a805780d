package io.autolabeler.gateway.json;

import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Reads merge patches as strictly as whole messages. */
@Provider
@Consumes(Patch.MEDIA_TYPE)
public class PatchReader implements MessageBodyReader<Patch<?>> {
    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Patch.class;
    }

    @Override
    public Patch<?> readFrom(
            Class<Patch<?>> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var document = StrictJson.read(
                Body.read(body),
                Internal.getDefaultInstance(patched(genericType)).newBuilderForType());
        return new Patch<>(document.message(), document.mask());
    }

    private static Class<? extends Message> patched(Type genericType) {
        Type argument = ((ParameterizedType) genericType).getActualTypeArguments()[0];
        return ((Class<?>) argument).asSubclass(Message.class);
    }
}
