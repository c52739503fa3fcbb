// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;

/**
 * Gives access to signing and verification keys on PKCS#11 tokens. Private keys never leave the token: the JDK's
 * provider signs there.
 */
public final class Pkcs11Token {
    /** Names the module, as OpenSSL's engine for tokens knows it. */
    private static final String MODULE_VARIABLE = "PKCS11_MODULE_PATH";

    private static final String PIN_VARIABLE = "FLIPSIDE_PIN";
    private final CommandEnvironment environment;

    public Pkcs11Token(CommandEnvironment environment) {
        this.environment = environment;
    }

    /** The private key that the URI names; it has no bytes, but the JDK signs with it. */
    public PrivateKey privateKey(String uriText) throws IOException {
        var uri = Pkcs11Uri.parse(uriText);
        var store = open(uri);
        try {
            var alias = alias(store, uri);
            if (store.getKey(alias, null) instanceof PrivateKey key) {
                return key;
            }
            throw ToolException.failed("object '" + alias + "' on the token is not a private key");
        } catch (GeneralSecurityException e) {
            throw new ToolException(ExitCode.FAILED, "the token refuses its key: " + e.getMessage(), e);
        }
    }

    /** The public key of the certificate that the URI names. */
    public PublicKey publicKey(String uriText) throws IOException {
        var uri = Pkcs11Uri.parse(uriText);
        var store = open(uri);
        try {
            return store.getCertificate(alias(store, uri)).getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new ToolException(ExitCode.FAILED, "the token refuses its certificate: " + e.getMessage(), e);
        }
    }

    private KeyStore open(Pkcs11Uri uri) throws IOException {
        var provider = new Pkcs11SlotProviders(module(uri)).find(uri);
        // Signing looks for a provider that knows the key: it must be a registered one.
        Security.addProvider(provider);
        var pin = pin(uri);
        try {
            var store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin.map(String::toCharArray).orElse(null));
            return store;
        } catch (GeneralSecurityException e) {
            throw new ToolException(ExitCode.FAILED, "cannot open the token: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ToolException(ExitCode.FAILED, "cannot open the token: is the PIN right?", e);
        }
    }

    private static String alias(KeyStore store, Pkcs11Uri uri) throws GeneralSecurityException, ToolException {
        var aliases = new ArrayList<>(Collections.list(store.aliases()));
        if (uri.object().isPresent() && aliases.contains(uri.object().get())) {
            return uri.object().get();
        }
        if (uri.object().isEmpty() && aliases.size() == 1) {
            return aliases.get(0);
        }
        throw ToolException.failed("the token has no key"
                + uri.object().map(label -> " '" + label + "'").orElse("; choose one with object=") + "; usable: "
                + aliases + " (Java sees a key only if a certificate with the same id is beside it)");
    }

    private String module(Pkcs11Uri uri) throws ToolException {
        var module = uri.modulePath().or(() -> environment.variable(MODULE_VARIABLE));
        if (module.isEmpty()) {
            throw ToolException.failed(
                    "which PKCS#11 module? Add ?module-path=/path/to/module.so to the URI, or set " + MODULE_VARIABLE);
        }
        if (!Files.isRegularFile(Path.of(module.get()))) {
            throw ToolException.failed(module.get() + ": no such PKCS#11 module");
        }
        return module.get();
    }

    private Optional<String> pin(Pkcs11Uri uri) throws IOException {
        if (uri.pinSource().isPresent()) {
            return Optional.of(Files.readString(Path.of(uri.pinSource().get())).strip());
        }
        return uri.pinValue()
                .or(() -> environment.variable(PIN_VARIABLE))
                .or(() -> PassphrasePrompt.ask("PIN of the token"));
    }
}
