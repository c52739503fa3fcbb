// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** One unmodified Mender client in a mount namespace of its own, driven by the scripts of the lab. */
public final class Lab {
    private static final Path SCRIPTS = Path.of(System.getProperty("flipside.root"), "../shared/lab");
    private final Path device;
    private final Peer bash;
    private final String configuration;

    private Lab(Path device) throws IOException {
        this.device = device;
        this.bash = Peer.require("bash", "bash");
        bash.run(SCRIPTS.resolve("mkdevice.sh"), device, "http://127.0.0.1:9", "dev1", "02:00:00:00:00:01", "release-0")
                .succeeds();
        this.configuration = Files.readString(device.resolve("etc/mender.conf"));
    }

    /** A new device, if this machine can have one: that takes the lab, the client, root, and mount namespaces. */
    public static Lab require(Path device) throws IOException {
        Peer.require("mender", "mender-client");
        Assumptions.assumeTrue(Files.isDirectory(SCRIPTS), "the lab is missing: " + SCRIPTS.normalize());
        boolean namespaces =
                Peer.require("unshare", "util-linux").run("-m", "true").exitCode() == 0;
        if (Peer.isCi()) {
            assertThat(namespaces).as("mount namespaces (root)").isTrue();
        }
        Assumptions.assumeTrue(namespaces, "mount namespaces need root");
        return new Lab(device);
    }

    /** Runs one command of the client. */
    public Outcome client(Object... arguments) {
        var words = new ArrayList<Object>(List.of(SCRIPTS.resolve("standalone.sh"), device));
        words.addAll(List.of(arguments));
        return bash.runIn(Path.of("."), Map.of(), words.toArray());
    }

    /** From now on the client wants signatures. */
    public void verifyKey(Path key) throws IOException {
        Files.writeString(
                device.resolve("etc/mender.conf"),
                configuration.replaceFirst("\\{", "{\"ArtifactVerifyKey\":\"" + key + "\","));
    }

    /** As at the beginning. */
    public void verifyNothing() throws IOException {
        Files.writeString(device.resolve("etc/mender.conf"), configuration);
    }
}
