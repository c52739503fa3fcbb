// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

/** Declares the configuration keys of managed mode ({@code link.*}). */
@interface ServerLinkConfig {
    /** Server addresses, comma separated: the first that answers is used. */
    String server() default "";

    /** The device's private key; made at the first start. */
    String keyFile() default "";

    /** How often to ask for an update. */
    int pollSeconds() default 1800;

    /** How often to send the inventory. */
    int inventorySeconds() default 28800;

    /** Longest wait between two tries after a failure. */
    int retrySeconds() default 300;

    /** How long to try to reach the server before a commit and with the final report; 0 for four times retrySeconds. */
    int giveUpSeconds() default 0;

    /** Names the tenant to a server that has several. */
    String tenantToken() default "";

    /** PEM file with certificates to trust besides the system's. */
    String serverCertificate() default "";
}
