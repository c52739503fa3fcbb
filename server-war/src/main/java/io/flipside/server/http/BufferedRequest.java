// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body is read as a whole by whoever reads its first byte, after the caller was authenticated. */
final class BufferedRequest extends HttpServletRequestWrapper {
    private final BodyReader reader;
    private final BufferedInput input = new BufferedInput();

    BufferedRequest(HttpServletRequest request, BodyReader reader) {
        super(request);
        this.reader = reader;
    }

    @Override
    public ServletInputStream getInputStream() {
        return input;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    }

    private final class BufferedInput extends ServletInputStream {
        private @Nullable ByteArrayInputStream content;

        private ByteArrayInputStream content() throws IOException {
            if (content == null) {
                content = new ByteArrayInputStream(reader.read());
            }
            return content;
        }

        @Override
        public int read() throws IOException {
            return content().read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return content().read(buffer, offset, length);
        }

        @Override
        public int available() {
            return content == null ? 0 : content.available();
        }

        @Override
        public boolean isFinished() {
            return content != null && content.available() == 0;
        }

        @Override
        public boolean isReady() {
            return content != null;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("this body is read at once");
        }
    }
}
