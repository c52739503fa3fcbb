// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Declares the configuration keys of the HTTP download ({@code download.*}). */
@ObjectClassDefinition(pid = "io.flipside.download", name = "Download of artifacts by HTTP")
@interface DownloadConfig {
    @AttributeDefinition(description = "longest wait between two tries, in seconds", min = "1", max = "86400")
    int retrySeconds() default 60;

    @AttributeDefinition(description = "tries in a row without progress before giving up", min = "0", max = "1000000")
    int retryCount() default 10;

    @AttributeDefinition(
            description = "longest silence in seconds before a connection counts as broken",
            min = "1",
            max = "86400")
    int timeoutSeconds() default 60;

    @AttributeDefinition(description = "most bytes per second; 0 for no limit", min = "0")
    long bytesPerSecond() default 0;

    @AttributeDefinition(description = "PEM file with certificates to trust, instead of http.serverCertificate")
    String serverCertificate() default "";
}
