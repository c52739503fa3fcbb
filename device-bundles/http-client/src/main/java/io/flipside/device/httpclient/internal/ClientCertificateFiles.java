// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import io.flipside.artifact.keys.PemKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

/**
 * Reads the TLS client certificate of this device and its private key.
 *
 * @param certificates PEM file with the certificate and its chain
 * @param key PEM file with the private key
 */
record ClientCertificateFiles(Path certificates, Path key) {
    static Optional<ClientCertificateFiles> from(HttpClientConfig config) {
        String certificate = config.clientCertificate().strip();
        String key = config.clientKey().strip();
        if (certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException(
                    "http.clientCertificate and http.clientKey belong together: name both files, or none");
        }
        return certificate.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClientCertificateFiles(Path.of(certificate), Path.of(key)));
    }

    KeyManager[] keyManagers() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificates)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            PrivateKey secret = PemKeys.anyPrivateKey(Files.readString(key));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("device", secret, new char[0], chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new SSLException(
                    "the client certificate " + certificates + " with its key " + key + " can't be used: "
                            + e.getMessage(),
                    e);
        }
    }
}
