// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Creates and caches TLS contexts that trust the system's certificate authorities and the certificates of a file.
 * Thread-safe.
 */
final class TlsContexts {
    private final Optional<ClientCertificateFiles> own;
    private final Optional<Path> everywhere;
    private final Map<Optional<Path>, SSLSocketFactory> factories = new HashMap<>();

    /**
     * Takes what is the same for all connections.
     *
     * @param own certificate of this device
     * @param everywhere file to trust where a connection has none of its own
     */
    TlsContexts(Optional<ClientCertificateFiles> own, Optional<Path> everywhere) {
        this.own = own;
        this.everywhere = everywhere;
    }

    synchronized SSLSocketFactory trusting(Optional<Path> ofTheConnection) throws IOException {
        Optional<Path> file = ofTheConnection.or(() -> everywhere);
        SSLSocketFactory known = factories.get(file);
        if (known != null) {
            return known;
        }
        SSLSocketFactory fresh = make(file);
        factories.put(file, fresh);
        return fresh;
    }

    private SSLSocketFactory make(Optional<Path> file) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager @Nullable [] keys = own.isPresent() ? own.get().keyManagers() : null;
            context.init(keys, file.isPresent() ? trustManagers(file.get()) : null, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new SSLException("TLS can't be set up: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trustManagers(Path file) throws IOException, GeneralSecurityException {
        List<Certificate> trusted = new ArrayList<>(certificates(file));
        for (TrustManager manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager system) {
                trusted.addAll(Arrays.<X509Certificate>asList(system.getAcceptedIssuers()));
            }
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted-" + i, trusted.get(i));
        }
        return factory(store).getTrustManagers();
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("there is none; a PEM file is expected");
            }
            return found;
        } catch (GeneralSecurityException | IOException e) {
            throw new SSLException("the certificates to trust can't be read from " + file + ": " + e.getMessage(), e);
        }
    }
}
