// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Turns what the JDK throws into what, where and what now. */
final class Failures {
    private Failures() {}

    static HttpException describe(String who, IOException e) {
        if (e instanceof HttpException already) {
            return already;
        }
        if (e instanceof ProtocolException) {
            return new HttpException(HttpException.Kind.NOT_HTTP, who + " " + e.getMessage(), e);
        }
        if (e instanceof UnknownHostException) {
            return new HttpException(
                    HttpException.Kind.UNREACHABLE, who + " is unknown; check the name and the DNS of this device", e);
        }
        if (e instanceof SSLException
                && !(e.getCause() instanceof SocketException || e.getCause() instanceof EOFException)) {
            return untrusted(who, e);
        }
        if (e instanceof SocketTimeoutException) {
            return new HttpException(HttpException.Kind.TIMEOUT, who + " does not answer (" + e.getMessage() + ")", e);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new HttpException(
                    HttpException.Kind.UNREACHABLE,
                    who + " can't be reached (" + e.getMessage() + "); check the address and that the server runs",
                    e);
        }
        return new HttpException(HttpException.Kind.BROKEN, "the connection to " + who + " broke: " + reason(e), e);
    }

    private static HttpException untrusted(String who, IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new HttpException(
                        HttpException.Kind.UNTRUSTED,
                        who + " shows a certificate that is not trusted (" + reason(e)
                                + "); name its CA, or the certificate itself, as serverCertificate",
                        e);
            }
        }
        return new HttpException(HttpException.Kind.UNTRUSTED, "TLS with " + who + " failed: " + reason(e), e);
    }

    private static String reason(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
