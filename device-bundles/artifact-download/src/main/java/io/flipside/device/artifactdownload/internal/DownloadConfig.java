// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.artifactdownload.internal;

/** Declares the configuration keys of the HTTP download ({@code download.*}). */
@interface DownloadConfig {
    /** Longest wait between two tries. */
    int retrySeconds() default 60;

    /** Tries in a row without progress before giving up. */
    int retryCount() default 10;

    /** Longest silence before a connection counts as broken. */
    int timeoutSeconds() default 60;

    /** Most bytes per second, or 0 for no limit. */
    long bytesPerSecond() default 0;

    /** PEM file with certificates to trust besides the system's. */
    String serverCertificate() default "";
}
