// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.artifact.json.Json;
import io.flipside.server.Eventually;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of an artifact, as devices fetch them: with a length, never compressed, from anywhere in the middle. */
class DownloadIT {
    @TempDir
    static Path folder;

    private static byte[] artifact = new byte[0];
    private static String id = "";
    private static URI link = URI.create("");
    private static Wire operator = new Wire(URI.create("http://127.0.0.1"));

    @BeforeAll
    static void upload() throws Exception {
        ServerProcess server = SharedServer.get();
        operator = new Wire(server.uri()).as(server.email(), server.password());
        Path file = artifact(700_000);
        artifact = Files.readAllBytes(file);
        id = Desk.idIn(new Desk(operator).upload(file));
        link = link(id);
    }

    private static Path artifact(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(1).nextBytes(content);
        Path payload = Files.write(folder.resolve("image"), content);
        Path file = folder.resolve("a.mender");
        ArtifactWriter.module("m")
                .name("dl-" + UUID.randomUUID())
                .deviceTypes("t")
                .file(payload)
                .write(file);
        return file;
    }

    private static URI link(String artifact) throws Exception {
        String answer =
                operator.get(Desk.V1 + "artifacts/" + artifact + "/download").body();
        return URI.create(Json.parse(answer).asObject().string("uri").orElseThrow());
    }

    private static HttpRequest.Builder request() {
        return HttpRequest.newBuilder(link).header("Accept-Encoding", "gzip");
    }

    @Test
    void theWholeArtifactComesWithItsLengthAndUncompressedWithoutAToken() throws Exception {
        HttpResponse<byte[]> answer = Wire.bytes(request());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(artifact.length);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().firstValue("Transfer-Encoding")).isEmpty();
        assertThat(answer.body()).isEqualTo(artifact);
    }

    @Test
    void aDownloadGoesOnWhereItWasCut() throws Exception {
        int from = 123_457;
        HttpResponse<byte[]> answer = Wire.bytes(request().header("Range", "bytes=" + from + "-"));
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Range"))
                .contains("bytes " + from + "-" + (artifact.length - 1) + "/" + artifact.length);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(artifact, from, artifact.length));
    }

    @Test
    void aDownloadThatIsGivenUpIsOneLineInTheLog() throws Exception {
        ServerProcess server = SharedServer.get();
        // More than waits on the way between the two.
        URI large = link(Desk.idIn(new Desk(operator).upload(artifact(12 << 20))));
        String log = server.log();
        try (Socket line = new Socket()) {
            line.setReceiveBufferSize(1 << 12);
            line.connect(new InetSocketAddress(large.getHost(), large.getPort()));
            String head =
                    "GET " + large.getRawPath() + "?" + large.getRawQuery() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            line.getOutputStream().write(head.getBytes(ISO_8859_1));
            line.getInputStream().readNBytes(1000);
            // Without waiting for what is still on its way.
            line.setSoLinger(true, 0);
        }
        String said = "an answer was cut off: GET " + large.getPath();
        Eventually.is("the log has a line: " + said, Duration.ofSeconds(10), () -> server.log()
                .substring(log.length())
                .contains(said));
        assertThat(Wire.bytes(request()).statusCode()).isEqualTo(200);
        assertThat(server.log().substring(log.length())).doesNotContain("\tat ").doesNotContain("Exception");
    }

    @Test
    void aRangeOfOtherBytesIsAnsweredWithTheWhole() throws Exception {
        HttpResponse<byte[]> answer =
                Wire.bytes(request().header("Range", "bytes=5-").header("If-Range", "\"another\""));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aRangeBehindTheEndIsRefused() throws Exception {
        HttpResponse<byte[]> answer = Wire.bytes(request().header("Range", "bytes=" + artifact.length + "-"));
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */" + artifact.length);
    }

    @Test
    void headTellsTheLengthOnly() throws Exception {
        HttpResponse<byte[]> answer = Wire.bytes(request().method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(artifact.length);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aLinkThatWasTamperedWithOpensNothing() throws Exception {
        String text = link.toString();
        String later = text.replaceFirst("expire=\\d+", "expire=9999999999");
        String other = text.replace(id, UUID.randomUUID().toString());
        for (String forged : new String[] {later, other, text.substring(0, text.indexOf('?')), text + "x"}) {
            HttpResponse<byte[]> answer = Wire.bytes(HttpRequest.newBuilder(URI.create(forged)));
            assertThat(answer.statusCode()).as(forged).isEqualTo(403);
        }
    }
}
