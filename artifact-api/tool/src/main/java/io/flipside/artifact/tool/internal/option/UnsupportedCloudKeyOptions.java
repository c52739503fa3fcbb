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
    @Option(names = "--azure-key", hidden = true)
    Optional<String> azure = Optional.empty();

    @Option(names = "--gcp-kms-key", hidden = true)
    Optional<String> google = Optional.empty();

    @Option(names = "--vault-transit-key", hidden = true)
    Optional<String> vault = Optional.empty();

    @Option(names = "--keyfactor-signserver-worker", hidden = true)
    Optional<String> keyfactor = Optional.empty();

    void refuse() throws ToolException {
        refuse(azure, "--azure-key", "Azure Key Vault", "a managed HSM's");
        refuse(google, "--gcp-kms-key", "Google Cloud KMS", "Google's (libkmsp11)");
        refuse(vault, "--vault-transit-key", "HashiCorp Vault", "HashiCorp's (vault-pkcs11-provider)");
        refuse(keyfactor, "--keyfactor-signserver-worker", "Keyfactor SignServer", "its HSM's");
    }

    private static void refuse(Optional<String> key, String option, String service, String module)
            throws ToolException {
        if (key.isPresent()) {
            throw ToolException.failed(
                    option + ": keys in " + service + " are not supported; sign with --key-pkcs11 and " + module
                            + " PKCS#11 module, with a key file (--key), or there with mender-artifact sign");
        }
    }
}
