package demi.http;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The OpenAPI document as a measure of the server's answers. */
public final class ApiDocument {

    private static final Set<String> NOT_JSON = Set.of("application/yaml");

    private final OpenAPIContract contract;
    private final ResponseValidator validator;

    ApiDocument(Vertx vertx) throws Exception {
        // The validator knows no problem+json, whose schema is as good under the plain name.
        String json = read().encode().replace("\"application/problem+json\"", "\"application/json\"");
        for (String other :
                List.of("application/yaml", "text/markdown", "application/vnd.sqlite3", "image/png", "image/jpeg")) {
            json = json.replace("\"" + other + "\"", "\"text/plain\"");
        }
        JsonObject strict = new JsonObject(json);
        // Only for those who read it where it is served.
        strict.remove("servers");
        close(strict);
        contract = OpenAPIContract.from(vertx, strict).await(60, TimeUnit.SECONDS);
        validator = ResponseValidator.create(vertx, contract);
    }

    /** What is not in the document must not be in an answer, though clients have to bear it. */
    private static void close(Object part) {
        if (part instanceof JsonArray list) {
            list.forEach(ApiDocument::close);
        } else if (part instanceof JsonObject object) {
            object.fieldNames().forEach(name -> close(object.getValue(name)));
            if (object.getValue("properties") instanceof JsonObject && !object.containsKey("additionalProperties")) {
                object.put("additionalProperties", false);
            }
        }
    }

    static JsonObject read() throws IOException {
        try (InputStream in = ApiDocument.class.getResourceAsStream("/api/openapi.yaml")) {
            Map<?, ?> tree = new org.yaml.snakeyaml.Yaml().load(in);
            return new JsonObject(new ObjectMapper().writeValueAsString(tree));
        }
    }

    /** Fails unless the document allows this answer to this request. */
    void check(String method, String path, HttpResponse<String> response) throws Exception {
        Operation operation = contract.findOperation(path, HttpMethod.valueOf(method));
        String type = response.headers().firstValue("content-type").orElse("");
        boolean nowhere = response.statusCode() == 404 && operation == null;
        if (nowhere || response.statusCode() == 405) {
            operation = contract.operation("endSession");
        }
        assertNotNull(operation, () -> "not in the document: " + method + " " + path);
        if (NOT_JSON.contains(type)) {
            return;
        }
        assertTrue(
                type.equals(
                        response.statusCode() < 400 || path.startsWith("/health")
                                ? "application/json"
                                : "application/problem+json"),
                type);
        int status = response.statusCode() == 405 ? 404 : response.statusCode();
        assertNotNull(
                operation.getResponse(status), () -> "not in the document: " + method + " " + path + " " + status);
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        validator
                .validate(
                        ValidatableResponse.create(status, headers, Buffer.buffer(response.body()), "application/json"),
                        operation.getOperationId())
                .await(60, TimeUnit.SECONDS);
    }

    /** Paths with their methods, as the router writes them. */
    public static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        JsonObject paths = read().getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            Set<String> methods = new TreeSet<>();
            for (String method : List.of("get", "post", "put", "patch", "delete")) {
                if (paths.getJsonObject(path).containsKey(method)) {
                    methods.add(method.toUpperCase(java.util.Locale.ROOT));
                }
            }
            table.put(path.replaceAll("\\{(\\w+)}", ":$1"), methods);
        }
        return table;
    }
}
