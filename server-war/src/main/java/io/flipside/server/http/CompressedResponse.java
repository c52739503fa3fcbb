// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** An answer that is compressed on its way, if it is of a kind that gets smaller. */
final class CompressedResponse extends HttpServletResponseWrapper {
    private static final Pattern COMPRESSIBLE =
            Pattern.compile("(text/.*|application/(json|javascript)|image/svg\\+xml)(;.*)?");
    private static final int LEAST = 1024;

    private final CompressedOutput output = new CompressedOutput();
    private long length = -1;
    private @Nullable PrintWriter writer;

    CompressedResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void setContentLength(int bytes) {
        length = bytes;
    }

    @Override
    public void setContentLengthLong(long bytes) {
        length = bytes;
    }

    @Override
    public void setHeader(String name, String value) {
        if (name.equalsIgnoreCase("Content-Length")) {
            length = Long.parseLong(value);
        } else {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (name.equalsIgnoreCase("Content-Length")) {
            length = Long.parseLong(value);
        } else {
            super.addHeader(name, value);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return output;
    }

    @Override
    public PrintWriter getWriter() {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        }
        return writer;
    }

    /** What is still in a buffer goes out. */
    void finish() throws IOException {
        if (writer != null) {
            writer.flush();
        }
        output.finish();
    }

    private OutputStream open() throws IOException {
        String type = getContentType();
        boolean compressed = getStatus() == 200
                && type != null
                && COMPRESSIBLE.matcher(type).matches()
                && (length < 0 || length >= LEAST);
        if (compressed) {
            super.setHeader("Content-Encoding", "gzip");
            return new CompressedStream(super.getOutputStream());
        }
        passLength();
        return super.getOutputStream();
    }

    /** Gives the compressor's memory back, also after an answer that broke off: it is no part of the heap. */
    void release() {
        output.release();
    }

    private void passLength() {
        if (length >= 0) {
            super.setContentLengthLong(length);
        }
    }

    private final class CompressedOutput extends ServletOutputStream {
        private @Nullable OutputStream target;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (target == null) {
                target = open();
            }
            target.write(bytes, offset, count);
        }

        @Override
        public void flush() throws IOException {
            if (target != null) {
                target.flush();
            }
        }

        void finish() throws IOException {
            if (target == null) {
                passLength();
            } else if (target instanceof CompressedStream compressed) {
                compressed.finish();
            }
        }

        void release() {
            if (target instanceof CompressedStream compressed) {
                compressed.release();
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("compressed answers are written at once");
        }
    }

    private static final class CompressedStream extends GZIPOutputStream {
        CompressedStream(OutputStream out) throws IOException {
            super(out, 1 << 13);
        }

        void release() {
            def.end();
        }
    }
}
