// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a body may take, which comes a kibibyte after the other. */
class BodyReaderTest {
    private static final String INVENTORY = "/devices/v1/inventory/device/attributes";
    private static final String AUTHENTICATION = "/devices/v1/authentication/auth_requests";

    private long now;

    @Test
    void aLargeBodyOverGprsIsReadToItsEnd() throws IOException {
        assertThat(read(INVENTORY, 1024, Duration.ofMillis(500))).hasSize(1 << 20);
    }

    @Test
    void aBodyThatTricklesIsGivenUp() {
        assertThatThrownBy(() -> read(INVENTORY, 60, Duration.ofSeconds(2)))
                .isInstanceOfSatisfying(ErrorResponseException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(408));
    }

    @Test
    void aStrangersBodyHasNoMoreTimeBecauseItMoves() {
        assertThatThrownBy(() -> read(AUTHENTICATION, 63, Duration.ofMillis(500)))
                .isInstanceOfSatisfying(ErrorResponseException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(408));
    }

    private byte[] read(String path, int kibibytes, Duration each) throws IOException {
        ServletInputStream body = new SlowBody(kibibytes, each);
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getInputStream" -> body;
                    case "getContentLengthLong" -> -1L;
                    case "getPathInfo" -> path;
                    case "getContentType" -> "application/json";
                    case "getAttribute" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        try (BodyReader reader = new BodyReader(request, "127.0.0.1", 1 << 20, () -> now)) {
            return reader.read();
        }
    }

    private final class SlowBody extends ServletInputStream {
        private final Duration each;
        private int left;

        SlowBody(int kibibytes, Duration each) {
            this.left = kibibytes;
            this.each = each;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            left--;
            now += each.toNanos();
            return 1 << 10;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isFinished() {
            return left == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
