// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import io.flipside.device.http.HttpException;
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
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Converts exceptions of the JDK and of Apache HttpComponents to an {@link HttpException} whose message names peer,
 * reason and remedy.
 */
final class FailureTranslator {
    private FailureTranslator() {}

    static HttpException translate(String who, IOException e) {
        if (e instanceof HttpException already) {
            return already;
        }
        if (e instanceof ProtocolException) {
            return new HttpException(HttpException.Kind.NOT_HTTP, who + " " + e.getMessage(), e);
        }
        if (breaksTheProtocol(e)) {
            return outsideTheProtocol(who, e);
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
            return new HttpException(HttpException.Kind.TIMEOUT, who + " does not answer (" + reason(e) + ")", e);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new HttpException(
                    HttpException.Kind.UNREACHABLE,
                    who + " can't be reached (" + reason(e) + "); check the address and that the server runs",
                    e);
        }
        return new HttpException(HttpException.Kind.BROKEN, "the connection to " + who + " broke: " + reason(e), e);
    }

    /** The failure of a proxy that answers, but does not serve this device. */
    static HttpException refusedByProxy(String who, String why) {
        return new HttpException(
                HttpException.Kind.PROXY_REFUSED,
                who + " is refused by the proxy (" + why
                        + "); check http.proxy, http.proxyUser and http.proxyPasswordFile");
    }

    /** The failure of a peer that asks for a proxy's password though nothing was sent to a proxy. */
    static HttpException speaksAsAProxy(String who) {
        return new HttpException(
                HttpException.Kind.NOT_HTTP,
                who + " answers 407, as only a proxy may, but this device reaches it without one; correct the address,"
                        + " or name the proxy of this network as http.proxy");
    }

    private static boolean breaksTheProtocol(IOException e) {
        return e instanceof ClientProtocolException
                || e instanceof MessageConstraintException
                || (e instanceof MalformedChunkCodingException && !(e instanceof TruncatedChunkException));
    }

    private static HttpException outsideTheProtocol(String who, IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new HttpException(HttpException.Kind.NOT_HTTP, who + " sends a broken answer: " + reason(cause), e);
    }

    private static HttpException untrusted(String who, IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return new HttpException(
                        HttpException.Kind.UNTRUSTED,
                        who + " shows a certificate that is not trusted (" + reason(e)
                                + "); name its CA, or the certificate itself, as http.serverCertificate",
                        e);
            }
        }
        return new HttpException(HttpException.Kind.UNTRUSTED, "TLS with " + who + " failed: " + reason(e), e);
    }

    /** Without the library's repetition of whom it tried to reach. */
    private static String reason(Throwable e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().replaceFirst("^Connect to .* failed: ", "");
    }
}
