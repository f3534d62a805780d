package io.autolabeler.gateway.openapi;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import io.autolabeler.gateway.access.Open;
import io.autolabeler.gateway.access.Requires;
import io.autolabeler.gateway.json.Asks;
import io.autolabeler.gateway.json.Patch;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a resource's method asks and answers, as its signature and annotations say.
 *
 * @param path with its parameters in braces
 */
record OperationContract(String path, Method method) {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** The names of the path's parameters, all of them ids. */
    List<String> pathParameters() {
        return PARAMETER
                .matcher(path)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** The fields of the asked message that come in the query. */
    List<FieldDescriptor> queryFields() {
        @Nullable Asks asks = method.getAnnotation(Asks.class);
        if (asks == null) {
            return List.of();
        }
        List<String> inPath = pathParameters();
        return descriptor(asks.value()).getFields().stream()
                .filter(field -> !inPath.contains(field.getJsonName()))
                .toList();
    }

    /** Query parameters that the method takes by itself. */
    Stream<Parameter> queryParameters() {
        return Arrays.stream(method.getParameters()).filter(each -> each.isAnnotationPresent(QueryParam.class));
    }

    /** The headers that the method takes, but for those of every request. */
    Stream<String> headers() {
        return Arrays.stream(method.getParameters())
                .map(each -> each.getAnnotation(HeaderParam.class))
                .flatMap(Stream::ofNullable)
                .map(HeaderParam::value)
                .filter(name -> !name.equals(HttpHeaders.ACCEPT_ENCODING));
    }

    /** The message in the request's body; empty if there is none. */
    Optional<Descriptor> requestMessage() {
        return Arrays.stream(method.getGenericParameterTypes())
                .flatMap(OperationContract::messages)
                .findFirst();
    }

    /** True if the request's body is a merge patch of the message. */
    boolean isPatch() {
        return Arrays.asList(method.getParameterTypes()).contains(Patch.class);
    }

    /** The types of file that the request's body may be; empty if it is no file. */
    List<String> requestFiles() {
        if (!Arrays.asList(method.getParameterTypes()).contains(InputStream.class)) {
            return List.of();
        }
        @Nullable Consumes own = method.getAnnotation(Consumes.class);
        return List.of((own == null ? method.getDeclaringClass().getAnnotation(Consumes.class) : own).value());
    }

    /** The message in the answer's body; empty if it is no message. */
    Optional<Descriptor> responseMessage() {
        return messages(method.getGenericReturnType()).findFirst();
    }

    /** The least role, as a sentence; empty for everybody. */
    Optional<String> role() {
        return method.isAnnotationPresent(Open.class)
                ? Optional.empty()
                : Optional.of(method.getAnnotation(Requires.class).value().name());
    }

    private static Stream<Descriptor> messages(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).flatMap(OperationContract::messages);
        }
        return type instanceof Class<?> plain && Message.class.isAssignableFrom(plain)
                ? Stream.of(descriptor(plain.asSubclass(Message.class)))
                : Stream.empty();
    }

    private static Descriptor descriptor(Class<? extends Message> type) {
        return Internal.getDefaultInstance(type).getDescriptorForType();
    }
}
