// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.openapi.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.json.JsonObject;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said about the OpenAPI document without a server; {@code OpenApiIT} compares it with the wire. */
class ApiDocumentTest {
    private static final List<Class<?>> CLASSES = classes();
    private static final JsonObject DOCUMENT = ApiDocument.of(CLASSES, "/");
    private static final SwaggerParseResult PARSED = new OpenAPIV3Parser().readContents(DOCUMENT.toString());

    @Test
    void isAnOpenApiDocument() {
        assertThat(PARSED.getMessages()).isEmpty();
    }

    @Test
    void hasEveryMethodOfEveryResource() {
        List<String> methods = CLASSES.stream()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> Stream.of(method.getAnnotations())
                        .anyMatch(found -> found.annotationType().isAnnotationPresent(HttpMethod.class)))
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .toList();

        assertThat(operations().map(ApiDocumentTest::methodOf).filter(method -> !method.startsWith("ArtifactDownload")))
                .containsExactlyInAnyOrderElementsOf(methods);
    }

    private static String methodOf(Operation operation) {
        String tag = operation.getTags().get(0);
        String name = operation.getOperationId().substring(tag.length());
        return tag + "Resource." + Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    @Test
    void namesNoOperationTwice() {
        assertThat(operations().map(Operation::getOperationId)).doesNotHaveDuplicates();
    }

    @Test
    void saysMembersAsTheCodecWritesThem() {
        assertThat(DOCUMENT.getJsonObject("components").getJsonObject("schemas").values().stream()
                        .flatMap(schema -> schema.asJsonObject().getJsonObject("properties").keySet().stream()))
                .contains("device_types_compatible", "request_id")
                .allMatch(name -> name.matches("[a-z0-9_]+"));
    }

    private static Stream<Operation> operations() {
        return PARSED.getOpenAPI().getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream);
    }

    /** All of the server. */
    private static List<Class<?>> classes() {
        URL root = ApiDocument.class.getProtectionDomain().getCodeSource().getLocation();
        try (Stream<Path> files = Files.walk(Path.of(root.toURI()))) {
            List<Class<?>> all = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith("Resource.class")
                            || each.toString().endsWith("Servlet.class"))
                    .toList()) {
                String name = Path.of(root.toURI()).relativize(file).toString();
                all.add(Class.forName(name.replace('/', '.').replaceAll("\\.class$", "")));
            }
            return all;
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
