package io.autolabeler.gateway.json;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import io.autolabeler.gateway.json.JsonFields.BrokenRule;
import io.autolabeler.platform.errors.ServiceException;
import io.autolabeler.platform.paging.Paging;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads path and query as strictly as bodies: ids must be ids, and a parameter that the method doesn't know is refused. */
@Provider
@Priority(Priorities.USER)
class ParameterFilter implements ContainerRequestFilter {
    private final Parameters parameters;

    @Context
    @Nullable
    ResourceInfo resource;

    ParameterFilter(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = Objects.requireNonNull(resource).getResourceMethod();
        UriInfo uri = request.getUriInfo();
        uri.getPathParameters().forEach((name, values) -> Paging.id(name, values.getFirst()));
        @Nullable Asks asks = method.getAnnotation(Asks.class);
        Set<String> known = new TreeSet<>();
        Arrays.stream(method.getParameters())
                .map(ParameterFilter::queryName)
                .flatMap(Optional::stream)
                .forEach(known::add);
        if (asks == null) {
            requireKnown(uri.getQueryParameters(), known);
            known.forEach(name -> requireOnce(name, uri.getQueryParameters()));
        } else {
            parameters.set(message(Internal.getDefaultInstance(asks.value()), uri, known));
        }
    }

    private static Optional<String> queryName(Parameter parameter) {
        return Optional.ofNullable(parameter.getAnnotation(QueryParam.class)).map(QueryParam::value);
    }

    private static Message message(Message prototype, UriInfo uri, Set<String> known) {
        Message.Builder message = prototype.newBuilderForType();
        List<FieldDescriptor> fields = prototype.getDescriptorForType().getFields();
        fields.stream()
                .map(FieldDescriptor::getJsonName)
                .filter(name -> !uri.getPathParameters().containsKey(name))
                .forEach(known::add);
        requireKnown(uri.getQueryParameters(), known);
        fields.stream()
                .filter(field -> !field.isRepeated())
                .map(FieldDescriptor::getJsonName)
                .forEach(name -> requireOnce(name, uri.getQueryParameters()));
        for (FieldDescriptor field : fields) {
            set(message, field, uri.getPathParameters());
            set(message, field, uri.getQueryParameters());
        }
        return message.build();
    }

    private static void set(Message.Builder message, FieldDescriptor field, MultivaluedMap<String, String> values) {
        for (String value : values.getOrDefault(field.getJsonName(), List.of())) {
            if (!value.isEmpty()) {
                set(message, field, value);
            }
        }
    }

    private static void set(Message.Builder message, FieldDescriptor field, String text) {
        try {
            Object value = JsonFields.fromText(field, text);
            if (field.isRepeated()) {
                message.addRepeatedField(field, value);
            } else {
                message.setField(field, value);
            }
        } catch (BrokenRule broken) {
            throw invalid(field.getJsonName(), broken.rule());
        }
    }

    private static void requireKnown(MultivaluedMap<String, String> query, Set<String> known) {
        query.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw invalid(JsonFields.shown(name), "is not a parameter here; " + listed(known));
            }
        });
    }

    private static void requireOnce(String name, MultivaluedMap<String, String> query) {
        if (query.getOrDefault(name, List.of()).size() > 1) {
            throw invalid(name, "is given twice");
        }
    }

    private static String listed(Set<String> known) {
        return known.isEmpty()
                ? "this path has none"
                : known.stream().collect(Collectors.joining(", ", "the parameters are ", ""));
    }

    private static ServiceException invalid(String name, String rule) {
        return ServiceException.invalid(name, name + " " + rule);
    }
}
