// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Compares each request that it sees, and its answer, with the OpenAPI document of the server, and remembers whom it has
 * seen. Members that the document does not know are errors.
 */
final class ApiContract implements BiConsumer<HttpRequest, HttpResponse<String>> {
    private final OpenApiInteractionValidator validator;
    private final Map<String, JsonObject> operations = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();

    ApiContract(String document) {
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(document)
                .build();
        JsonObject paths =
                Json.createReader(new StringReader(document)).readObject().getJsonObject("paths");
        paths.forEach((path, verbs) -> verbs.asJsonObject()
                .forEach((verb, operation) ->
                        operations.put(verb.toUpperCase(Locale.ROOT) + " " + path, operation.asJsonObject())));
    }

    /** Verb and path of all operations of which this is true. */
    Set<String> operations(Predicate<JsonObject> which) {
        return operations.entrySet().stream()
                .filter(each -> which.test(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> unseen() {
        Set<String> rest = new TreeSet<>(operations.keySet());
        rest.removeAll(seen);
        return rest;
    }

    @Override
    public void accept(HttpRequest request, HttpResponse<String> answer) {
        String call = request.method() + " " + request.uri().getRawPath();
        String operation = operations.keySet().stream()
                .filter(each -> call.matches(each.replaceAll("\\{[^}]*}", "[^/]+")))
                .min(Comparator.comparing(
                        each -> each.chars().filter(c -> c == '{').count()))
                .orElseThrow(() -> new AssertionError(call + " is not in the OpenAPI document"));
        if (answer.statusCode() < 300) {
            seen.add(operation);
        }
        ValidationReport report = answer.statusCode() == 400 || answer.statusCode() == 401
                ? validator.validateResponse(request.uri().getPath(), Method.valueOf(request.method()), answer(answer))
                : validator.validate(request(request), answer(answer));
        assertThat(report.getMessages().stream()
                        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                        .map(message -> message.getKey() + ": " + message.getMessage()))
                .as(call + " -> " + answer.statusCode() + " " + answer.body())
                .isEmpty();
    }

    private static SimpleRequest request(HttpRequest sent) {
        SimpleRequest.Builder request =
                new SimpleRequest.Builder(sent.method(), sent.uri().getPath());
        sent.headers().map().forEach((name, values) -> request.withHeader(name, values));
        String query = sent.uri().getRawQuery();
        if (query != null) {
            Arrays.stream(query.split("&", -1))
                    .map(pair -> pair.split("=", 2))
                    .forEach(pair ->
                            request.withQueryParam(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        }
        sent.bodyPublisher()
                .map(ApiContract::text)
                .filter(text -> !text.isEmpty())
                .ifPresent(request::withBody);
        return request.build();
    }

    private static SimpleResponse answer(HttpResponse<String> got) {
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(got.statusCode());
        got.headers().map().forEach((name, values) -> answer.withHeader(name, values));
        return (got.body().isEmpty() ? answer : answer.withBody(got.body())).build();
    }

    private static String text(BodyPublisher body) {
        HttpResponse.BodySubscriber<String> text = HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                text.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                text.onNext(List.of(bytes));
            }

            @Override
            public void onError(Throwable failure) {
                text.onError(failure);
            }

            @Override
            public void onComplete() {
                text.onComplete();
            }
        });
        return text.getBody().toCompletableFuture().join();
    }
}
