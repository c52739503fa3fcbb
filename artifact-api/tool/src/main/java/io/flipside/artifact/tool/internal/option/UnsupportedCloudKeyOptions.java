// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import io.flipside.artifact.tool.internal.ToolException;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Declares mender-artifact's options for keys in cloud services, and refuses them. Ignoring them would leave an
 * artifact unsigned.
 */
final class UnsupportedCloudKeyOptions {
    @Option(
            names = {"--gcp-kms-key", "--vault-transit-key", "--keyfactor-signserver-worker"},
            hidden = true)
    Optional<String> service = Optional.empty();

    void refuse() throws ToolException {
        if (service.isPresent()) {
            throw ToolException.failed("keys in cloud services are not supported; use a key file (--key), or a token or"
                    + " network HSM with a PKCS#11 module (--key-pkcs11)");
        }
    }
}
