// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import ch.vorburger.exec.ManagedProcessException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A MariaDB that differs from the usual one wherever an operator's may: text encoding, quotes, names, time zone, patience with
 * idle connections, packets, and with TLS for which the client needs a certificate. It can be stopped and started again.
 */
public final class UnusualMariaDb implements AutoCloseable {
    private static final String NAME = "Flipside";

    private final SharedMariaDb server;
    private final TestCertificates certificates;

    private UnusualMariaDb(SharedMariaDb server, TestCertificates certificates) {
        this.server = server;
        this.certificates = certificates;
    }

    public static UnusualMariaDb start(Path folder) throws Exception {
        TestCertificates certificates = TestCertificates.make(folder.resolve("certificates"));
        SharedMariaDb server = SharedMariaDb.in(
                folder.resolve("mariadb"),
                List.of(
                        "--character-set-server=latin1",
                        "--sql-mode=ANSI_QUOTES,STRICT_TRANS_TABLES",
                        "--lower-case-table-names=1",
                        "--default-time-zone=+05:45",
                        "--wait-timeout=5",
                        "--max-allowed-packet=1M",
                        "--require-secure-transport=ON",
                        "--ssl-ca=" + certificates.file("ca.pem"),
                        "--ssl-cert=" + certificates.file("server.pem"),
                        "--ssl-key=" + certificates.file("server.key")));
        server.start();
        server.run(
                "create database " + NAME + "; create user strict@'127.0.0.1' identified by 'strict' require x509;"
                        + " grant all on " + NAME
                        + ".* to strict@'127.0.0.1'; grant process on *.* to strict@'127.0.0.1';",
                "root",
                "");
        return new UnusualMariaDb(server, certificates);
    }

    /** With the certificate of a client, and that of the authority which the server's comes from. */
    public String url() {
        return urlWithoutCertificate() + certificates.clientOptions();
    }

    public String urlWithoutCertificate() {
        return "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/" + NAME + "?sslMode=VERIFY_IDENTITY"
                + certificates.trustOptions("trust.p12");
    }

    /** The authority is another one. */
    public String urlOfAnotherAuthority() {
        return url().replace("trust.p12", "other.p12");
    }

    public void stop() throws ManagedProcessException {
        server.stop();
    }

    public void startAgain() throws ManagedProcessException {
        server.start();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB does not stop", e);
        }
    }
}
