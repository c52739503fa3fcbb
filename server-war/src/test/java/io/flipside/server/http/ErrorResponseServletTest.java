// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorResponseServletTest {
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ServletOutputStream output = new ServletOutputStream() {
        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    };
    private final PrintWriter writer = new PrintWriter(output, true, StandardCharsets.UTF_8);
    private final HttpServletResponse response = of(HttpServletResponse.class, (proxy, method, arguments) -> {
        switch (method.getName()) {
            case "reset" -> headers.clear();
            case "setHeader", "addHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
            case "setContentLength" -> headers.put("Content-Length", arguments[0].toString());
            default -> {}
        }
        return switch (method.getName()) {
            case "getOutputStream" -> output;
            case "getWriter" -> writer;
            default -> null;
        };
    });

    private static <T> T of(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static HttpServletRequest failed(String uri) {
        Map<Object, Object> attributes = new HashMap<>(
                Map.of(RequestDispatcher.ERROR_STATUS_CODE, 500, RequestDispatcher.ERROR_REQUEST_URI, uri));
        return of(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
            case "getContextPath" -> "";
            case "getRequestURI" -> "/error-response";
            default -> null;
        });
    }

    @Test
    void headersOfTheAnswerThatWasNotGivenAreGone() throws IOException {
        headers.putAll(Map.of("Content-Length", "1000", "ETag", "\"a\"", "Accept-Ranges", "bytes"));
        new ErrorResponseServlet().service(failed("/api/devices/v1/deployments"), response);
        writer.flush();
        assertThat(headers)
                .containsEntry("Content-Length", Integer.toString(body.size()))
                .doesNotContainKeys("ETag", "Accept-Ranges");
    }

    @Test
    void headersOfEveryAnswerAreThoseOfTheAddressThatFailed() throws IOException {
        new ErrorResponseServlet().service(failed("/api/devices/v1/deployments"), response);
        assertThat(headers)
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
}
