// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import static io.flipside.device.artifactdownload.internal.ArtifactServer.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.device.httpclient.internal.HttpClientComponent;
import io.flipside.device.source.ArtifactStream;
import io.flipside.device.source.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpArtifactSourceTest {
    private static final DownloadSettings SETTINGS =
            new DownloadSettings(Duration.ofMillis(1), 3, Duration.ofSeconds(5), 0, Optional.empty());
    private final HttpArtifactSource source = source(SETTINGS);

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void deliversTheArtifactAndItsSize() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.whole());

            try (ArtifactStream stream = source.open(server.uri("/a.mender"))) {
                assertThat(stream.size()).isEqualTo(OptionalLong.of(server.artifact.length));
                assertThat(stream.content().readAllBytes()).isEqualTo(server.artifact);
            }
            assertThat(server.ranges).containsExactly("null");
        }
    }

    @Test
    void resumesWhereTheConnectionBroke() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(with(server.whole(100_000), "ETag", "\"one\""), with(server.rest(), "ETag", "\"one\""));

            assertThat(read(server)).isEqualTo(server.artifact);
            assertThat(server.ranges).containsExactly("null", "bytes=100000-");
            assertThat(server.conditions).containsExactly("null", "\"one\"");
        }
    }

    /** If-Range as RFC 9110 has it: a strong tag, or without any tag a time of change before the answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "         | Tue, 24 Nov 2020 07:00:00 GMT | Tue, 24 Nov 2020 07:00:00 GMT",
                "W/\"one\"  | Tue, 24 Nov 2020 07:00:00 GMT | null",
                "one      | Tue, 24 Nov 2020 07:00:00 GMT | Tue, 24 Nov 2020 07:00:00 GMT",
                "\"größe\"  |                               | null",
                "         | Tue, 24 Nov 2020 07:00:00     | null",
                "         | größe                         | null",
                "         | Fri, 24 Nov 2090 07:00:00 GMT | null"
            })
    void resumesOnConditionOfAUsableValidatorOnly(@Nullable String tag, @Nullable String time, String condition)
            throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            List<String> headers = new ArrayList<>();
            if (tag != null) {
                headers.addAll(List.of("ETag", tag));
            }
            if (time != null) {
                headers.addAll(List.of("Last-Modified", time));
            }
            server.next(with(server.whole(100_000), headers.toArray(String[]::new)), server.rest());

            assertThat(read(server)).isEqualTo(server.artifact);
            assertThat(server.conditions).containsExactly("null", condition);
        }
    }

    @Test
    void skipsWhatItHasWhereTheServerIgnoresRanges() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.whole(100_000), server.whole());

            assertThat(read(server)).isEqualTo(server.artifact);
        }
    }

    @Test
    void passesOverBytesWithoutFetchingThem() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(with(server.whole(), "ETag", "\"one\""), with(server.rest(), "ETag", "\"one\""));

            assertPassesOver(server);
            assertThat(server.ranges).containsExactly("null", "bytes=291000-");
            assertThat(server.conditions).containsExactly("null", "\"one\"");
        }
    }

    @Test
    void passesOverBytesWhereTheServerIgnoresRangesToo() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.whole());

            assertPassesOver(server);
        }
    }

    private void assertPassesOver(ArtifactServer server) throws IOException {
        try (ArtifactStream stream = source.open(server.uri("/a.mender"))) {
            stream.content().readNBytes(1000);
            stream.content().skipNBytes(290_000);
            assertThat(stream.content().readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(server.artifact, 291_000, 300_000));
        }
    }

    @Test
    void passesOverAFewBytesInTheSameAnswerAndNoneBehindTheEnd() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.whole());

            try (ArtifactStream stream = source.open(server.uri("/a.mender"))) {
                stream.content().skipNBytes(145_000);
                stream.content().skipNBytes(145_000);
                assertThat(stream.content().read()).isEqualTo(server.artifact[290_000] & 0xff);
                assertThatThrownBy(() -> stream.content().skipNBytes(10_000)).isInstanceOf(EOFException.class);
            }
            assertThat(server.ranges).containsExactly("null");
        }
    }

    @Test
    void refusesBytesOfAnotherVersion() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(with(server.whole(100_000), "ETag", "\"one\""), with(server.whole(), "ETag", "\"two\""));

            assertThatThrownBy(() -> read(server))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("has changed during the download (ETag was \"one\" and is \"two\")");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes 100001-299999/300000 | can't resume downloads properly",
                "bytes 100000-299999/300001 | size was 300000 and is 300001",
                "nonsense                   | can't resume downloads properly"
            })
    void refusesARangeThatDoesNotFit(String range, String message) throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.whole(100_000), server.status(206, "Content-Range", range));

            assertThatThrownBy(() -> read(server))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void givesUpOnADownloadThatDoesNotGoOn() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.whole(100_000), server.status(503));

            assertThatThrownBy(() -> read(server))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("at byte 100000 of 300000: given up after 4 tries")
                    .hasMessageContaining("answers 503");
        }
    }

    @Test
    void waitsOutAServerThatIsBusyAtFirst() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.status(503, "Retry-After", "0"), server.whole());

            assertThat(read(server)).isEqualTo(server.artifact);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, the link has expired",
        "403, the link has expired",
        "404, there is no such artifact",
        "410, there is no such artifact",
        "418, expected 200"
    })
    void doesNotAskAgainAfterAFinalAnswer(int status, String message) throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.status(status));

            assertThatThrownBy(() -> source.open(server.uri("/a.mender?signature=secret")))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("/a.mender?... answers " + status)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("secret");
            assertThat(server.ranges).hasSize(1);
        }
    }

    @Test
    void followsARedirect() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.status(302, "Location", "/elsewhere"), server.whole());

            assertThat(read(server)).isEqualTo(server.artifact);
        }
    }

    @Test
    void endsARedirectCircle() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.status(302, "Location", "/a.mender"));

            assertThatThrownBy(() -> read(server)).hasMessageContaining("redirects more than 10 times");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/x", "//", "http://"})
    void followsRedirectsToWebAddressesOnly(String target) throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.status(302, "Location", target));

            assertThatThrownBy(() -> read(server))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("redirects to something that is no web address");
        }
    }

    @Test
    void refusesACompressedAnswer() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(with(server.whole(), "Content-Encoding", "gzip"));

            assertThatThrownBy(() -> read(server)).hasMessageContaining("comes compressed (gzip)");
        }
    }

    @Test
    void saysThatAServerIsNotThere() {
        assertThatThrownBy(() -> source.open(URI.create("http://127.0.0.1:1/a.mender")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("given up after 4 tries: http://127.0.0.1:1 can't be reached");
    }

    @Test
    void refusesAnAddressWithoutAHost() {
        assertThatThrownBy(() -> source.open(URI.create("http:///a.mender")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("not an http or https address with a host");
    }

    @Test
    void closingEndsABlockedRead() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.hang(5));
            ArtifactStream stream = source.open(server.uri("/a.mender"));
            stream.content().readNBytes(5);

            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(() -> close(stream));

            assertThatThrownBy(() -> stream.content().read()).isInstanceOf(IOException.class);
            assertThat(server.ranges).hasSize(1);
        }
    }

    @Test
    void aSourceThatGoesAwayCancelsItsDownloads() throws Exception {
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.hang(5));
            ArtifactStream stream = source.open(server.uri("/a.mender"));
            stream.content().readNBytes(5);

            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(source::close);

            assertThatThrownBy(() -> stream.content().read()).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void closingEndsTheWaitBetweenTwoTries() throws Exception {
        HttpArtifactSource slow =
                source(new DownloadSettings(Duration.ofDays(1), 3, Duration.ofSeconds(5), 0, Optional.empty()));
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.status(503, "Retry-After", "600"));
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(slow::close);

            assertThatThrownBy(() -> slow.open(server.uri("/a.mender"))).isInstanceOf(CancellationException.class);
        }
    }

    /** A busy machine makes a download slower, now and then; a wrong pace is wrong each time. */
    @Test
    @Timeout(120)
    void keepsBelowItsSpeedLimitAndComesNearIt() throws Exception {
        Duration fastest = Duration.ofDays(1);
        for (int tries = 0; tries < 10 && fastest.compareTo(Duration.ofSeconds(2)) > 0; tries++) {
            Duration took = pacedDownload();
            assertThat(took).isGreaterThan(Duration.ofMillis(380));
            fastest = took.compareTo(fastest) < 0 ? took : fastest;
        }
        assertThat(fastest).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    private Duration pacedDownload() throws IOException {
        HttpArtifactSource paced =
                source(new DownloadSettings(Duration.ofMillis(1), 3, Duration.ofSeconds(5), 600_000, Optional.empty()));
        try (ArtifactServer server = new ArtifactServer()) {
            server.next(server.whole());
            long start = System.nanoTime();
            try (ArtifactStream stream = paced.open(server.uri("/a.mender"))) {
                assertThat(stream.content().readAllBytes()).isEqualTo(server.artifact);
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private static HttpArtifactSource source(DownloadSettings settings) {
        HttpArtifactSource source = new HttpArtifactSource(settings);
        source.setClient(new HttpClientComponent());
        return source;
    }

    private static void close(ArtifactStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] read(ArtifactServer server) throws IOException {
        try (ArtifactStream stream = source.open(server.uri("/a.mender"))) {
            return stream.content().readAllBytes();
        }
    }
}
