// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key.token;

import io.flipside.artifact.ArtifactSigner;
import io.flipside.artifact.model.Sha256Calculator;
import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.SmallFileReader;
import io.flipside.artifact.tool.internal.ToolException;
import io.flipside.artifact.tool.internal.key.PassphrasePrompt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Signs and verifies with the one key that a PKCS#11 URI names. Private keys never leave the token. */
public final class Pkcs11Token {
    /** Names the module, as OpenSSL's engine for tokens knows it. */
    private static final String MODULE_VARIABLE = "PKCS11_MODULE_PATH";

    private static final String PIN_VARIABLE = "FLIPSIDE_PIN";
    private static final long RSA_PKCS = 1;
    private static final long ECDSA = 0x1041;
    /** What PKCS#1 puts before a SHA-256. */
    private static final byte[] SHA256_PREFIX = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private static final int MOST_LISTED = 20;

    private final CommandEnvironment environment;
    private final Pkcs11Uri uri;
    private final Pkcs11Module module;
    private final Pkcs11TokenDescription token;
    private final Pkcs11Session session;

    private Pkcs11Token(String uriText, CommandEnvironment environment) throws IOException {
        this.environment = environment;
        uri = Pkcs11Uri.parse(uriText);
        module = Pkcs11Module.load(modulePath());
        token = token();
        session = new Pkcs11Session(module, token);
    }

    /** Signs with the private key that the URI names. */
    public static ArtifactSigner signer(String uriText, CommandEnvironment environment) throws IOException {
        return new Pkcs11Token(uriText, environment).signer();
    }

    /** The public key, or that of the certificate, that the URI names. */
    public static PublicKey publicKey(String uriText, CommandEnvironment environment) throws IOException {
        return new Pkcs11Token(uriText, environment).publicKey();
    }

    private ArtifactSigner signer() throws IOException {
        var pin = token.requiresLogin() ? login() : Optional.<String>empty();
        var found = find(List.of(Pkcs11ObjectKind.PRIVATE_KEY));
        if (found.size() != 1) {
            throw notOne("private key", found, List.of(Pkcs11ObjectKind.PRIVATE_KEY));
        }
        var key = found.get(0);
        boolean rsa = new Pkcs11PublicKeyReader(session).keyType(key) == Pkcs11PublicKeyReader.RSA;
        return manifest -> {
            var hash = Sha256Calculator.of(manifest).bytes();
            return rsa
                    ? session.sign(key.handle(), RSA_PKCS, joined(SHA256_PREFIX, hash), pin)
                    : session.sign(key.handle(), ECDSA, hash, pin);
        };
    }

    private PublicKey publicKey() throws IOException {
        var kinds = List.of(Pkcs11ObjectKind.PUBLIC_KEY, Pkcs11ObjectKind.CERTIFICATE);
        var found = find(kinds);
        if (found.isEmpty() && token.requiresLogin() && givenPin().isPresent()) {
            login(); // it may show them to its owner only
            found = find(kinds);
        }
        // A key and its certificates are one.
        var keys = new LinkedHashSet<PublicKey>();
        for (var object : found) {
            keys.add(new Pkcs11PublicKeyReader(session).read(object));
        }
        if (keys.size() != 1) {
            throw notOne("public key or certificate", found, kinds);
        }
        return keys.iterator().next();
    }

    private Pkcs11TokenDescription token() throws IOException {
        if (!uri.agreesWith(module.description())) {
            throw ToolException.failed("'" + uri + "' does not mean the module " + module.path() + ", which is "
                    + new TreeMap<>(module.description()));
        }
        var all = module.tokens();
        var matching = all.stream().filter(one -> one.matches(uri)).toList();
        if (matching.size() == 1) {
            return matching.get(0);
        }
        throw ToolException.failed((matching.isEmpty()
                        ? "no token in " + module.path() + " matches '" + uri + "'; there is: "
                        : matching.size() + " tokens match '" + uri + "'; choose one of: ")
                + listed((matching.isEmpty() ? all : matching)
                        .stream().map(Pkcs11TokenDescription::described).toList()));
    }

    private List<Pkcs11Object> find(List<Pkcs11ObjectKind> kinds) throws IOException {
        var found = new ArrayList<Pkcs11Object>();
        for (var kind : kinds) {
            if (uri.kind().isEmpty() || uri.kind().get() == kind) {
                found.addAll(session.find(kind, uri.objectAttributes()));
            }
        }
        return found;
    }

    private ToolException notOne(String what, List<Pkcs11Object> found, List<Pkcs11ObjectKind> kinds)
            throws IOException {
        var listed = new ArrayList<>(found);
        if (found.isEmpty()) {
            for (var kind : kinds) {
                listed.addAll(session.find(kind, List.of()));
            }
        }
        return ToolException.failed((found.isEmpty()
                        ? "no " + what + " on the token matches '" + uri + "'; there is: "
                        : found.size() + " objects on the token match '" + uri + "'; choose one of: ")
                + listed(listed.stream().map(Pkcs11Object::described).toList()));
    }

    private static String listed(List<String> all) {
        var first = String.join(", ", all.subList(0, Math.min(MOST_LISTED, all.size())));
        return all.isEmpty()
                ? "none"
                : first + (all.size() > MOST_LISTED ? ", and " + (all.size() - MOST_LISTED) + " more" : "");
    }

    private Optional<String> login() throws IOException {
        var pin = token.takesPinItself() && givenPin().isEmpty()
                ? Optional.<String>empty()
                : Optional.of(givenPin()
                        .or(() -> PassphrasePrompt.ask("PIN of the token"))
                        .orElseThrow(() -> ToolException.failed("the token wants its PIN; give it with pin-source=FILE"
                                + " in the URI or in $" + PIN_VARIABLE)));
        try {
            session.login(pin);
        } catch (Pkcs11Exception e) {
            throw new IOException("cannot log in to the token: " + e.getMessage(), e);
        }
        return pin;
    }

    private Optional<String> givenPin() throws IOException {
        if (uri.pinSource().isPresent()) {
            return Optional.of(
                    SmallFileReader.text(Path.of(uri.pinSource().get()), "PIN").strip());
        }
        return uri.pinValue().or(() -> environment.variable(PIN_VARIABLE));
    }

    private String modulePath() throws ToolException {
        var path = uri.modulePath().or(() -> environment.variable(MODULE_VARIABLE));
        if (path.isEmpty()) {
            throw ToolException.failed(
                    "which PKCS#11 module? Add ?module-path=/path/to/module.so to the URI, or set " + MODULE_VARIABLE);
        }
        if (!Files.isRegularFile(Path.of(path.get()))) {
            throw ToolException.failed(path.get() + ": no such PKCS#11 module");
        }
        return path.get();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
