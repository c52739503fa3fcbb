// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Locale;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Parses the head of an HTTP response more strictly than Apache HttpCore: refuses truncated or oversized heads and too
 * many interim (1xx) responses. The library takes the end of the connection for the end of the head.
 */
final class BoundedResponseParser extends DefaultHttpResponseParser {
    private static final int HEAD_LIMIT = 32 * 1024;
    private static final int HEADS = 10;
    private static final String TOO_LONG = "sends a head that is too long";
    private int heads;

    BoundedResponseParser(Http1Config config) {
        super(config);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        if (++heads > HEADS) {
            throw new ProtocolException("sends interim answers without end");
        }
        try {
            return super.parse(buffer, new Head(in));
        } catch (MessageConstraintException e) {
            throw (ProtocolException) new ProtocolException(TOO_LONG + ": " + e.getMessage()).initCause(e);
        }
    }

    @Override
    protected ClassicHttpResponse createMessage(CharArrayBuffer line) throws IOException, HttpException {
        String text = line.toString();
        if (!text.toUpperCase(Locale.ROOT).matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            String clean = text.replaceAll("[^ -~]", "?");
            throw new ProtocolException("does not speak HTTP/1.1: it says '"
                    + (clean.length() <= 60 ? clean : clean.substring(0, 60) + "...") + "'");
        }
        return super.createMessage(line);
    }

    /** Delivers the bytes of the head, and perhaps the first of the body: so many, and not fewer than the head has. */
    private static final class Head extends FilterInputStream {
        private int left = HEAD_LIMIT;

        Head(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, Math.min(length, left));
            if (count < 0) {
                throw new EOFException("the connection ended within the head of the answer");
            }
            left -= count;
            if (left == 0) {
                throw new ProtocolException(TOO_LONG);
            }
            return count;
        }
    }
}
