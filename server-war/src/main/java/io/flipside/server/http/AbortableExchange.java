// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import io.flipside.server.log.LogSanitizer;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** A request and its answer, whose client may go away in the middle of either; the first that notices logs it. */
final class AbortableExchange {
    private static final Logger LOG = System.getLogger(AbortableExchange.class.getName());

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private boolean aborted;

    AbortableExchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    boolean isAborted() {
        return aborted;
    }

    HttpServletRequest request() {
        return new HttpServletRequestWrapper(request) {
            @Override
            public ServletInputStream getInputStream() throws IOException {
                return new Input(super.getInputStream());
            }
        };
    }

    HttpServletResponse response() {
        return new HttpServletResponseWrapper(response) {
            @Override
            public ServletOutputStream getOutputStream() throws IOException {
                return new Output(super.getOutputStream());
            }
        };
    }

    private void abort(String what, IOException cause) {
        if (!aborted) {
            aborted = true;
            String why = Optional.ofNullable(cause.getMessage()).orElse("the client has gone away");
            String text = request.getMethod() + " " + request.getRequestURI() + ": " + why;
            LOG.log(Level.INFO, "{0} was cut off: {1}", what, LogSanitizer.of(text));
        }
    }

    private final class Input extends ServletInputStream {
        private final ServletInputStream input;

        Input(ServletInputStream input) {
            this.input = input;
        }

        private ErrorResponseException cutOff(IOException cause) {
            abort("a body", cause);
            return ErrorResponseException.badRequest("the body was cut off");
        }

        @Override
        public int read() {
            try {
                return input.read();
            } catch (IOException e) {
                throw cutOff(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            try {
                return input.read(buffer, offset, length);
            } catch (IOException e) {
                throw cutOff(e);
            }
        }

        @Override
        public int available() throws IOException {
            return input.available();
        }

        @Override
        public boolean isFinished() {
            return input.isFinished();
        }

        @Override
        public boolean isReady() {
            return input.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            input.setReadListener(listener);
        }
    }

    private final class Output extends ServletOutputStream {
        private final ServletOutputStream output;

        Output(ServletOutputStream output) {
            this.output = output;
        }

        private void send(Action action) throws IOException {
            // What a resource still says then is for nobody; its library would log whatever is thrown.
            boolean quiet = request.getServletPath().equals("/api");
            if (aborted && quiet) {
                return;
            }
            try {
                action.run();
            } catch (IOException e) {
                abort("an answer", e);
                if (!quiet) {
                    throw e;
                }
            }
        }

        @Override
        public void write(int b) throws IOException {
            send(() -> output.write(b));
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            send(() -> output.write(bytes, offset, count));
        }

        @Override
        public void flush() throws IOException {
            send(output::flush);
        }

        @Override
        public void close() throws IOException {
            send(output::close);
        }

        @Override
        public boolean isReady() {
            return output.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            output.setWriteListener(listener);
        }
    }

    private interface Action {
        void run() throws IOException;
    }
}
