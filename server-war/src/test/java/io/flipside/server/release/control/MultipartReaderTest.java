// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.release.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.server.http.ErrorResponseException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {
    private static final String TYPE = "multipart/form-data; boundary=XX";

    private static MultipartReader form(String body) {
        return new MultipartReader(new ByteArrayInputStream(body.getBytes(ISO_8859_1)), TYPE);
    }

    private static String part(String name, String content) {
        return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    @Test
    void readsPartAfterPart() throws IOException {
        MultipartReader reader = form(part("size", "17") + part("artifact", "bytes") + "--XX--\r\n");
        assertThat(reader.next().orElseThrow().text(20)).isEqualTo("17");
        assertThat(reader.next().orElseThrow().text(20)).isEqualTo("bytes");
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void skipsWhatNobodyRead() throws IOException {
        MultipartReader reader = form("preamble\r\n" + part("a", "x".repeat(200_000)) + part("b", "y") + "--XX--");
        reader.next();
        assertThat(reader.next().orElseThrow().name()).isEqualTo("b");
    }

    @Test
    void contentThatResemblesTheBoundaryIsContent() throws IOException {
        String tricky = "\r\n--X\r\n--\r\n\r\n-XX--\r\n--Y";
        MultipartReader reader = form(part("a", tricky) + "--XX--");
        assertThat(reader.next().orElseThrow().text(100)).isEqualTo(tricky);
    }

    @Test
    void everyByteSurvivesWhateverTheReadSizes() throws IOException {
        Random random = new Random(7);
        byte[] content = new byte[300_000];
        random.nextBytes(content);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".getBytes(ISO_8859_1));
        body.writeBytes(content);
        body.writeBytes("\r\n--XX--\r\n".getBytes(ISO_8859_1));
        InputStream choppy = new ByteArrayInputStream(body.toByteArray()) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
            }
        };
        MultipartReader reader = new MultipartReader(choppy, TYPE);
        assertThat(reader.next().orElseThrow().content().readAllBytes()).isEqualTo(content);
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void aBodyThatEndsTooEarlyIsRefused() {
        assertThatThrownBy(() -> form("--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf")
                        .next()
                        .orElseThrow()
                        .text(100))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void aPartThatIsLongerThanAllowedIsRefused() throws IOException {
        MultipartReader reader = form(part("description", "x".repeat(21)) + "--XX--");
        MultipartReader.Part part = reader.next().orElseThrow();
        assertThatThrownBy(() -> part.text(20)).isInstanceOf(ErrorResponseException.class);
    }

    @Test
    void endlessHeadersAreRefused() {
        assertThatThrownBy(() -> form("--XX\r\n" + "A: b\r\n".repeat(20)).next())
                .isInstanceOf(ErrorResponseException.class);
        assertThatThrownBy(() -> form("--XX\r\n" + "A".repeat(10_000)).next())
                .isInstanceOf(ErrorResponseException.class);
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> new MultipartReader(InputStream.nullInputStream(), "application/json"))
                .isInstanceOf(ErrorResponseException.class);
    }
}
