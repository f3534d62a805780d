package io.autolabeler.gateway.openapi;

import io.autolabeler.gateway.json.Patch;
import io.autolabeler.gateway.problem.Problem;
import io.autolabeler.gateway.problem.ProblemCode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the scanned document: each operation's parameters, bodies and problems come from its method, each schema from a
 * message's descriptor. What the scan made of generated classes is dropped.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class ContractFilter implements OASFilter {
    private static final String PROBLEM = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        MessageSchemas messages = new MessageSchemas();
        Map<String, PathItem> paths = new TreeMap<>(document.getPaths().getPathItems());
        paths.forEach((path, item) -> item.getOperations()
                .values()
                .forEach(operation -> complete(new OperationContract(path, method(operation)), operation, messages)));
        document.getPaths().setPathItems(paths);
        Map<String, Schema> schemas = new TreeMap<>(messages.all());
        Schema code = document.getComponents().getSchemas().get("SignInCode");
        schemas.put("SignInCode", code);
        schemas.put(PROBLEM, ProblemSchema.schema());
        document.getComponents().setSchemas(schemas);
        document.getComponents().addResponse(PROBLEM, problem());
        addSecurity(document);
    }

    private static void complete(OperationContract contract, Operation operation, MessageSchemas messages) {
        operation.setOperationId(
                contract.method().getDeclaringClass().getSimpleName().replace("Resource", "")
                        + "_"
                        + contract.method().getName());
        operation.setParameters(parameters(contract, messages));
        operation.setRequestBody(null);
        contract.requestMessage()
                .ifPresent(message -> operation.setRequestBody(body(
                        contract.isPatch() ? Patch.MEDIA_TYPE : MediaType.APPLICATION_JSON,
                        messages.reference(message))));
        if (!contract.requestFiles().isEmpty()) {
            operation.setRequestBody(files(contract.requestFiles()));
        }
        contract.responseMessage()
                .ifPresent(message -> succeeds(operation)
                        .setContent(content(MediaType.APPLICATION_JSON, messages.reference(message))));
        contract.role().ifPresent(role -> restrict(operation, role));
        problems(contract, operation);
    }

    /** The method, by the id that the scan gave the operation: its class and name. */
    private static Method method(Operation operation) {
        String id = operation.getOperationId();
        int split = id.lastIndexOf('_');
        try {
            Class<?> resource = Thread.currentThread().getContextClassLoader().loadClass(id.substring(0, split));
            return Arrays.stream(resource.getDeclaredMethods())
                    .filter(method -> method.getName().equals(id.substring(split + 1)) && !method.isSynthetic())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no method for " + id));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no class for " + id, e);
        }
    }

    private static List<Parameter> parameters(OperationContract contract, MessageSchemas messages) {
        List<Parameter> parameters = new java.util.ArrayList<>();
        contract.pathParameters()
                .forEach(name -> parameters.add(
                        parameter(name, In.PATH, string().format("uuid")).required(true)));
        contract.queryFields().forEach(field -> {
            Schema schema = messages.field(field);
            Parameter parameter =
                    parameter(field.getJsonName(), In.QUERY, schema).description(schema.getDescription());
            schema.setDescription(null);
            parameters.add(parameter);
        });
        contract.queryParameters().forEach(each -> {
            Schema schema = each.getType() == int.class
                    ? OASFactory.createSchema()
                            .type(List.of(SchemaType.INTEGER))
                            .format("int32")
                    : string();
            parameters.add(parameter(each.getAnnotation(QueryParam.class).value(), In.QUERY, schema));
        });
        contract.headers().forEach(name -> parameters.add(parameter(name, In.HEADER, string())));
        return parameters;
    }

    private static Parameter parameter(String name, In in, Schema schema) {
        return OASFactory.createParameter().name(name).in(in).schema(schema);
    }

    private static RequestBody body(String mediaType, Schema schema) {
        return OASFactory.createRequestBody().content(content(mediaType, schema));
    }

    private static RequestBody files(List<String> mediaTypes) {
        Content content = OASFactory.createContent();
        mediaTypes.forEach(
                type -> content.addMediaType(type, OASFactory.createMediaType().schema(string().format("binary"))));
        return OASFactory.createRequestBody().content(content).required(true);
    }

    private static Content content(String mediaType, Schema schema) {
        return OASFactory.createContent()
                .addMediaType(mediaType, OASFactory.createMediaType().schema(schema));
    }

    private static APIResponse succeeds(Operation operation) {
        return operation.getResponses().getAPIResponses().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("2"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(operation.getOperationId() + " never succeeds"))
                .getValue();
    }

    private static void restrict(Operation operation, String role) {
        operation.setDescription("Least role: " + role + ".");
        operation.setSecurity(List.of(
                OASFactory.createSecurityRequirement().addScheme("key"),
                OASFactory.createSecurityRequirement().addScheme("session")));
    }

    private static void problems(OperationContract contract, Operation operation) {
        if (contract.role().isEmpty()) {
            return;
        }
        boolean hasBody = contract.requestMessage().isPresent()
                || !contract.requestFiles().isEmpty();
        for (ProblemCode code : ProblemCode.values()) {
            boolean possible = switch (code) {
                case TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> hasBody;
                case NOT_FOUND -> !contract.pathParameters().isEmpty();
                case ALREADY_EXISTS -> !operation.getResponses().hasAPIResponse("200");
                case FAILED_PRECONDITION -> hasBody;
                case METHOD_NOT_ALLOWED, NOT_ACCEPTABLE -> false;
                default -> true;
            };
            if (possible) {
                operation
                        .getResponses()
                        .addAPIResponse(
                                Integer.toString(code.status()),
                                OASFactory.createAPIResponse().ref("#/components/responses/" + PROBLEM));
            }
        }
    }

    private static APIResponse problem() {
        return OASFactory.createAPIResponse()
                .description("What went wrong, as RFC 9457 has it")
                .content(content(Problem.MEDIA_TYPE, OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM)));
    }

    private static void addSecurity(OpenAPI document) {
        document.getComponents()
                .addSecurityScheme(
                        "key",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key, al_…"))
                .addSecurityScheme(
                        "session",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("autolabeler_session")
                                .description(
                                        "A browser's session; changes also need the X-CSRF-Token that GET /me gives"));
    }

    private static Schema string() {
        return OASFactory.createSchema().type(List.of(SchemaType.STRING));
    }
}
