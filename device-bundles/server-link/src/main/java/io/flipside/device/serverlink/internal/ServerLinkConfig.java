// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.serverlink.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Declares the configuration keys of managed mode ({@code link.*}). */
@ObjectClassDefinition(pid = "io.flipside.link", name = "Managed mode")
@interface ServerLinkConfig {
    @AttributeDefinition(
            description =
                    "addresses of the server, with commas between several: the first that answers is used, like https://updates.example.com")
    String server();

    @AttributeDefinition(description = "file of the device's private key; made at the first start")
    String keyFile();

    @AttributeDefinition(description = "seconds between two questions for an update", min = "1", max = "31536000")
    int pollSeconds() default 1800;

    @AttributeDefinition(description = "seconds between two inventory reports", min = "1", max = "31536000")
    int inventorySeconds() default 28800;

    @AttributeDefinition(
            description = "longest wait in seconds between two tries after a failure",
            min = "1",
            max = "86400")
    int retrySeconds() default 300;

    @AttributeDefinition(
            description =
                    "seconds to try to reach the server before a commit and with the final report; 0 for four times retrySeconds",
            min = "0",
            max = "31536000")
    int giveUpSeconds() default 0;

    @AttributeDefinition(description = "names the tenant to a server that has several", type = AttributeType.PASSWORD)
    String tenantToken() default "";

    @AttributeDefinition(description = "PEM file with certificates to trust, instead of http.serverCertificate")
    String serverCertificate() default "";
}
