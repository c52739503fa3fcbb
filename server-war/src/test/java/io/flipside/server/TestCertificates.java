// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/** An authority, and certificates of it for a database and its client, made by OpenSSL and kept in a folder. */
final class TestCertificates {
    private static final String PASSWORD = "changeit";
    private static final String SCRIPT =
            """
            set -e
            new="openssl req -newkey rsa:2048 -nodes"
            for authority in ca other; do
                $new -x509 -days 2 -subj /CN=$authority -keyout $authority.key -out $authority.pem
            done
            echo subjectAltName=IP:127.0.0.1 > names
            for who in server client; do
                $new -subj /CN=$who -keyout $who.key -out $who.csr
                openssl x509 -req -in $who.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out $who.pem
            done
            openssl pkcs12 -export -inkey client.key -in client.pem -out client.p12 -passout pass:changeit
            """;

    private final Path folder;

    private TestCertificates(Path folder) {
        this.folder = folder;
    }

    static TestCertificates make(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path log = Files.createDirectories(folder).resolve("openssl.log");
        int code = new ProcessBuilder("sh", "-c", SCRIPT)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("openssl has failed:\n" + Files.readString(log));
        }
        trust(folder.resolve("ca.pem"), folder.resolve("trust.p12"));
        trust(folder.resolve("other.pem"), folder.resolve("other.p12"));
        return new TestCertificates(folder);
    }

    private static void trust(Path authority, Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            keys.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        try (OutputStream out = Files.newOutputStream(store)) {
            keys.store(out, PASSWORD.toCharArray());
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Of a URL: whom to trust. */
    String trustOptions(String store) {
        return options("trustCertificateKeyStore", store);
    }

    /** Of a URL: who the client is. */
    String clientOptions() {
        return options("clientCertificateKeyStore", "client.p12");
    }

    private String options(String prefix, String store) {
        return "&" + prefix + "Url=" + file(store).toUri() + "&" + prefix + "Type=PKCS12&" + prefix + "Password="
                + PASSWORD;
    }
}
