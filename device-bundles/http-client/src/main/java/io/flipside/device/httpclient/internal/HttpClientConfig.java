// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.httpclient.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Declares the configuration keys of the HTTP client ({@code http.*}): proxy and certificates. */
@ObjectClassDefinition(name = "HTTP client", description = "How this device reaches servers")
@interface HttpClientConfig {
    /** Proxy for all requests, like http://proxy.example.com:3128; none where it is empty. */
    @AttributeDefinition(description = "Proxy for all requests, like http://proxy.example.com:3128")
    String proxy() default "";

    /** User name at the proxy. */
    @AttributeDefinition(description = "User name at the proxy")
    String proxyUser() default "";

    /** File that holds the user's password and nothing else. */
    @AttributeDefinition(description = "File that holds the password of proxyUser and nothing else")
    String proxyPasswordFile() default "";

    /** Hosts that are reached without the proxy, comma separated; {@code .example.com} stands for all below it. */
    @AttributeDefinition(
            description = "Hosts reached without the proxy, comma separated; .example.com for all below it")
    String noProxy() default "";

    /** PEM file with certificates to trust besides the system's, where a caller does not name a file of its own. */
    @AttributeDefinition(description = "PEM file with certificates to trust besides the system's")
    String serverCertificate() default "";

    /** PEM file with the certificate, and its chain, that this device shows to servers that ask for one. */
    @AttributeDefinition(
            description = "PEM file with the certificate that this device shows to servers that ask for one")
    String clientCertificate() default "";

    /** PEM file with the private key of clientCertificate. */
    @AttributeDefinition(description = "PEM file with the private key of clientCertificate")
    String clientKey() default "";
}
