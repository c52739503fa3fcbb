// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.Compression;
import io.flipside.device.boot.Slot;
import io.flipside.virtual.VirtualDevice;
import io.flipside.virtual.VirtualDeviceConfig;
import io.flipside.virtual.VirtualRootImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is offered to it, the device says what is wrong with it and stays as it was. */
class BadInputIT {
    private static final long IMAGE = 2 * Lab.MIB;

    @TempDir
    static Path directory;

    private static VirtualDevice device;
    private static Path image;
    private static Path good;
    private static KeyPair key;

    private String provides;
    private byte[] runningSlot;
    private byte[] bootEnvironment;
    private long process;

    @BeforeAll
    static void startDevice() throws Exception {
        key = Keys.fresh();
        Path pem = Keys.publicPem(directory.resolve("key.pem"), key);
        Path first = Lab.image(directory, VirtualRootImage.healthy("bad-0"), IMAGE);
        image = Lab.image(directory, VirtualRootImage.healthy("bad-1"), IMAGE);
        good = signed(image, "bad-1", Compression.GZIP);
        VirtualDeviceConfig config = Lab.config(3 * Lab.MIB)
                .with("engine.verifyKeys", pem.toString())
                .with("download.retryCount", "2")
                .with("download.timeoutSeconds", "3");
        device = Lab.device(directory.resolve("device"), config, first);
        device.powerOn();
        Eventually.is(
                "the agent answers",
                Managed.PATIENCE,
                () -> Files.exists(device.files().socket()));
    }

    @AfterAll
    static void stopDevice() {
        device.powerOff();
    }

    private static Path signed(Path content, String release, Compression compression) throws IOException {
        return Lab.artifact(content, release, compression, w -> w.signer(ArtifactSigner.of(key.getPrivate())));
    }

    @BeforeEach
    void remember() throws Exception {
        provides = Command.flipside(device, "show-provides").out();
        runningSlot = Files.readAllBytes(device.files().slot(Slot.A));
        bootEnvironment = Files.readAllBytes(device.files().bootEnvironment());
        process = device.agent().orElseThrow().pid();
    }

    @AfterEach
    void isAsItWas() throws Exception {
        assertThat(Command.flipside(device, "show-provides").out()).isEqualTo(provides);
        assertThat(Command.flipside(device, "commit").code())
                .as("nothing in progress")
                .isEqualTo(2);
        assertThat(Arrays.equals(Files.readAllBytes(device.files().slot(Slot.A)), runningSlot))
                .as("the running system is untouched")
                .isTrue();
        assertThat(Arrays.equals(Files.readAllBytes(device.files().bootEnvironment()), bootEnvironment))
                .as("the bootloader has nothing new to do")
                .isTrue();
        assertThat(device.agent().orElseThrow().pid()).as("the same process").isEqualTo(process);
    }

    private static void refused(String location, String... why) throws Exception {
        Command install = Command.flipside(device, "install", location);
        assertThat(install.code()).as(install.toString()).isEqualTo(1);
        assertThat(install.err()).as(install.toString()).contains(why).doesNotContain("Exception");
        assertThat(install.err().lines()).as("one message").hasSize(1);
    }

    private static Path changed(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    @Test
    void aTruncatedArtifact() throws Exception {
        byte[] whole = Files.readAllBytes(good);

        refused(changed("half.mender", Arrays.copyOf(whole, whole.length / 2)).toString(), "as it was before");
    }

    @Test
    void aCorruptedCompressedPayload() throws Exception {
        byte[] bytes = Files.readAllBytes(good);
        bytes[bytes.length / 2] ^= 1;

        refused(changed("flipped.mender", bytes).toString(), "as it was before");
    }

    @Test
    void aCorruptedPlainPayload() throws Exception {
        byte[] bytes = Files.readAllBytes(signed(image, "bad-1", Compression.NONE));
        bytes[bytes.length / 2] ^= 1;
        good = signed(image, "bad-1", Compression.GZIP);

        refused(changed("flipped-plain.mender", bytes).toString(), "SHA-256", "the manifest promises");
    }

    @Test
    void anArtifactForAnotherKindOfDevice() throws Exception {
        Path content = Lab.image(directory, VirtualRootImage.healthy("bad-2"), IMAGE);
        Path foreign = directory.resolve("foreign.mender");
        io.flipside.artifact.ArtifactWriter.rootfsImage(content)
                .name("bad-2")
                .deviceTypes("toaster")
                .signer(ArtifactSigner.of(key.getPrivate()))
                .write(foreign);

        refused(foreign.toString(), "toaster", Lab.TYPE);
    }

    @Test
    void anUnsignedArtifact() throws Exception {
        Path content = Lab.image(directory, VirtualRootImage.healthy("bad-3"), IMAGE);

        refused(Lab.artifact(content, "bad-3").toString(), "sign");
    }

    @Test
    void aSignatureOfSomebodyElse() throws Exception {
        Path content = Lab.image(directory, VirtualRootImage.healthy("bad-4"), IMAGE);
        KeyPair other = Keys.fresh();

        refused(
                Lab.artifact(content, "bad-4", Compression.GZIP, w -> w.signer(ArtifactSigner.of(other.getPrivate())))
                        .toString(),
                "signature");
    }

    @Test
    void somethingThatIsNoArtifact() throws Exception {
        refused(changed("letter.txt", "Dear device,\n".repeat(1000).getBytes()).toString(), "as it was before");
        refused(changed("empty", new byte[0]).toString(), "as it was before");
    }

    @Test
    void anImageThatDoesNotFitIntoItsPartition() throws Exception {
        Path content = Lab.image(directory, VirtualRootImage.healthy("bad-5"), 4 * Lab.MIB);

        refused(signed(content, "bad-5", Compression.GZIP).toString(), "slot-b.img");
    }

    @Test
    void aServerThatCannotBeReached() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        refused("http://127.0.0.1:" + port + "/a.mender", "127.0.0.1:" + port);
    }

    @Test
    void aServerThatHasNothing() throws Exception {
        try (BadServer server = BadServer.http(404, "<h1>not here</h1>", "Content-Type: text/html")) {
            refused(server.url("/a.mender"), "404");
        }
    }

    @Test
    void aServerThatSpeaksSomethingElse() throws Exception {
        try (BadServer server = new BadServer("220 mail.example.com ESMTP\r\n\r\n")) {
            refused(server.url("/a.mender"), "as it was before");
        }
    }

    @Test
    void aServerThatAnswersWithAWebPage() throws Exception {
        try (BadServer server = BadServer.http(200, "<h1>hotel login</h1>", "Content-Length: 20")) {
            refused(server.url("/a.mender"), "as it was before");
        }
    }

    @Test
    void aServerThatHangsUpEachTime() throws Exception {
        try (BadServer server = BadServer.http(200, "version", "Content-Length: 100000")) {
            refused(server.url("/a.mender"), "as it was before");
        }
    }

    @Test
    void aLocationThatMakesNoSense() throws Exception {
        refused("ftp://127.0.0.1/a.mender", "ftp");
        refused("http://exa mple/a.mender", "not a valid URL");
        refused(directory.resolve("nothing.mender").toString(), "no such file");
    }

    @Test
    void afterAllThatAGoodArtifactIsStillInstalled() throws Exception {
        Command install = Command.flipside(device, "install", good.toString());
        assertThat(install.code()).as(install.toString()).isEqualTo(4);
        Command rollback = Command.flipside(device, "rollback");
        assertThat(rollback.code()).as(rollback.toString()).isZero();
        bootEnvironment = Files.readAllBytes(device.files().bootEnvironment());
    }
}
