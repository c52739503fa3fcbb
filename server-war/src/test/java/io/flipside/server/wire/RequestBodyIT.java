// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.server.Eventually;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What anybody can make the server hold: bodies that are large, that grow, or that never end. */
class RequestBodyIT {
    private static final String AUTHENTICATION = "/api/devices/v1/authentication/auth_requests";
    private static final String INVENTORY = "/api/devices/v1/inventory/device/attributes";
    private static final String NEXT = "/api/devices/v2/deployments/device/deployments/next";
    private static final String POLL = "{\"device_provides\":{\"artifact_name\":\"a\",\"device_type\":\"t\"}}";

    private static final String UPLOADS = "/api/management/v1/deployments/artifacts";

    /** Another address of loopback than that of the test. */
    private static final String ELSEWHERE = "127.0.0.2";

    private static final String UPGRADE =
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAA\r\n";

    private static ServerProcess server;
    private static Wire device;

    @BeforeAll
    static void start() throws Exception {
        server = SharedServer.get();
        Wire anyone = new Wire(server.uri());
        TestDevice asking = TestDevice.withEd25519(anyone);
        asking.authorise();
        new Desk(anyone.as(server.email(), server.password())).accept(asking.mac());
        device = anyone.with(asking.authorise().body());
    }

    @Test
    void aCompressedBodyIsRefusedAndNotInflated() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(body)) {
            compressed.write(new byte[8 << 20]);
        }
        try (Socket line = connect()) {
            head(line, AUTHENTICATION, "Content-Encoding: gzip\r\nContent-Length: " + body.size());
            line.getOutputStream().write(body.toByteArray());
            assertThat(answer(line)).startsWith("HTTP/1.1 415");
        }
    }

    @Test
    void http2IsNotSpoken() throws Exception {
        try (Socket line = connect()) {
            line.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(ISO_8859_1));
            assertThat(answer(line)).startsWith("HTTP/1.1 501");
        }
    }

    /** As Java's client does by default. */
    @Test
    void aBodyIsReadAlsoIfItsSenderAsksForHttp2() throws Exception {
        try (Socket line = connect()) {
            head(line, AUTHENTICATION, UPGRADE + "Content-Length: 2");
            line.getOutputStream().write("{}".getBytes(ISO_8859_1));
            assertThat(answer(line)).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void aChunkedBodyIsRefusedAtOnceIfItsSenderAsksForHttp2() throws Exception {
        try (Socket line = connect()) {
            head(line, AUTHENTICATION, UPGRADE + "Transfer-Encoding: chunked");
            assertThat(answer(line)).startsWith("HTTP/1.1 411");
        }
    }

    @Test
    void aBodyMayBeAsLargeAsItsKindNeeds() throws Exception {
        String attribute = "{\"name\":\"n%d\",\"value\":\"" + "x".repeat(15_000) + "\"}";
        List<String> attributes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            attributes.add(String.format(attribute, i));
        }
        assertThat(device.put(INVENTORY, "[" + String.join(",", attributes) + "]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(device.post(NEXT, " ".repeat(70_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void bodiesThatNeverEndKeepNobodyElseWaiting() throws Exception {
        List<Socket> lines = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket line = connect();
                lines.add(line);
                head(line, AUTHENTICATION, "Content-Length: 1000");
                line.getOutputStream().write('{');
            }
            assertThat(slowRequestFromElsewhere()).startsWith("HTTP/1.1 400");
            long start = System.nanoTime();
            assertThat(device.post(NEXT, POLL).statusCode()).isEqualTo(204);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket line : lines) {
                line.close();
            }
        }
    }

    private static String slowRequestFromElsewhere() throws IOException {
        try (Socket line = connect(ELSEWHERE)) {
            head(line, AUTHENTICATION, "Content-Length: 2");
            line.getOutputStream().write('{');
            line.getOutputStream().flush();
            line.getOutputStream().write('}');
            return answer(line);
        }
    }

    @Test
    void uploadsOfOneUserThatNeverEndLeaveAPlaceForAnother() throws Exception {
        Wire operator = new Wire(server.uri()).as(server.email(), server.password());
        String another = "{\"email\":\"another@example.com\",\"password\":\"battery-horse\"}";
        assertThat(operator.post("/api/management/v1/useradm/users", another).statusCode())
                .isEqualTo(201);
        Wire colleague = new Wire(server.uri()).as("another@example.com", "battery-horse");
        List<Socket> lines = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                Socket line = connect();
                lines.add(line);
                head(line, UPLOADS, form(operator) + "Content-Length: 1000");
                line.getOutputStream().write('-');
            }
            try (Socket line = connect()) {
                head(line, UPLOADS, form(colleague) + "Content-Length: 7");
                line.getOutputStream().write("--b--\r\n".getBytes(ISO_8859_1));
                assertThat(answer(line)).startsWith("HTTP/1.1 400");
            }
        } finally {
            for (Socket line : lines) {
                line.close();
            }
        }
    }

    private static String form(Wire user) {
        return "Authorization: Bearer " + user.token() + "\r\nContent-Type: multipart/form-data; boundary=b\r\n";
    }

    /** Hidden behind it, an address was one with a larger limit. */
    @Test
    void anAddressWithAPathParameterIsRefused() throws Exception {
        for (String path : List.of("/api/devices;x=1/v2/deployments/device/deployments/next", NEXT + ";x=1")) {
            assertThat(device.post(path, POLL).statusCode()).as(path).isEqualTo(400);
        }
    }

    /** Parsed all at once they would take more than the heap. */
    @Test
    void manyLargeBodiesAtOnceAreRefusedOrReadOneAfterTheOther() throws Exception {
        String body = "[" + "[],".repeat(340_000) + "[]]";
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            Callable<Integer> sending = () -> device.put(INVENTORY, body).statusCode();
            for (Future<Integer> status : threads.invokeAll(Collections.nCopies(20, sending))) {
                assertThat(status.get()).isIn(400, 503);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.java().isAlive()).isTrue();
    }

    @Test
    void aBodyThatIsCutOffIsOneLineInTheLog() throws Exception {
        String said = "a body was cut off: POST " + NEXT;
        String log = server.log();
        try (Socket line = connect()) {
            head(line, NEXT, "Content-Length: 1000\r\nAuthorization: Bearer " + device.token());
            line.getOutputStream().write('{');
        }
        isOneLineMore(log, said);
    }

    @Test
    void anUploadThatIsCutOffIsOneLineInTheLog() throws Exception {
        Wire operator = new Wire(server.uri()).as(server.email(), server.password());
        String log = server.log();
        try (Socket line = connect()) {
            head(line, UPLOADS, form(operator) + "Content-Length: 1000");
            line.getOutputStream()
                    .write("--b\r\nContent-Disposition: form-data; name=\"artifact\"\r\n\r\nx".getBytes(ISO_8859_1));
        }
        isOneLineMore(log, "a body was cut off: POST " + UPLOADS);
    }

    /** What else the log says has no line of a stack trace. */
    private static void isOneLineMore(String before, String said) throws Exception {
        Eventually.is("the log has a line: " + said, Duration.ofSeconds(10), () -> server.log()
                .substring(before.length())
                .contains(said));
        // Whatever else is said of the same request is said within the next one's.
        assertThat(device.post(NEXT, POLL).statusCode()).isEqualTo(204);
        String more = server.log().substring(before.length());
        assertThat(more.split(said, -1)).hasSize(2);
        assertThat(more).doesNotContain("\tat ").doesNotContain("Exception");
    }

    private static Socket connect() throws IOException {
        return connect(server.uri().getHost());
    }

    /** From this address of loopback. */
    private static Socket connect(String address) throws IOException {
        Socket line = new Socket(server.uri().getHost(), server.uri().getPort(), InetAddress.getByName(address), 0);
        line.setSoTimeout(60_000);
        return line;
    }

    private static void head(Socket line, String path, String headers) throws IOException {
        String type = headers.contains("Content-Type") ? "" : "Content-Type: application/json\r\n";
        String text = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + type + headers;
        line.getOutputStream().write((text + "\r\n\r\n").getBytes(ISO_8859_1));
    }

    private static String answer(Socket line) throws IOException {
        return new String(line.getInputStream().readNBytes(12), ISO_8859_1);
    }
}
