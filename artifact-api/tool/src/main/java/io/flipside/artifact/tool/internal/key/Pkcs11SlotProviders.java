// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.key;

import io.flipside.artifact.tool.internal.ExitCode;
import io.flipside.artifact.tool.internal.ToolException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.InvalidParameterException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Opens the slots of one PKCS#11 module, each as a security provider of the JDK, to find the token with a given name.
 */
final class Pkcs11SlotProviders {
    private static final int MOST = 64;
    private static final Pattern LABEL = Pattern.compile("(?m)^\\s*label: (.*?)\\s*$");
    /** How the JDK says that a slot does not exist, is empty, or holds a token that nobody has set up. */
    private static final List<String> NO_TOKEN =
            List.of("slotListIndex", "CKR_SLOT_ID_INVALID", "CKR_TOKEN_NOT_RECOGNIZED", "CKR_TOKEN_NOT_PRESENT");

    private final String module;

    Pkcs11SlotProviders(String module) {
        this.module = module;
    }

    /** The provider of the slot that the URI means, whose token has the wanted label. */
    Provider find(Pkcs11Uri uri) throws ToolException {
        if (uri.slotId().isPresent()) {
            return slot("slot=" + uri.slotId().get(), uri)
                    .orElseThrow(() -> ToolException.failed("slot "
                            + uri.slotId().get() + " of " + module
                            + " holds no such token; list the slots with: pkcs11-tool --module " + module + " -L"));
        }
        for (int index = 0; index < MOST; index++) {
            var found = slot("slotListIndex=" + index, uri);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw ToolException.failed(
                "no token" + uri.token().map(label -> " '" + label + "'").orElse("") + " in " + module
                        + "; list the tokens with: pkcs11-tool --module " + module + " -L");
    }

    private Optional<Provider> slot(String which, Pkcs11Uri uri) throws ToolException {
        var base = Security.getProvider("SunPKCS11");
        if (base == null) {
            throw ToolException.failed("this Java runtime has no PKCS#11 provider (module jdk.crypto.cryptoki)");
        }
        var described = new ByteArrayOutputStream();
        // The JDK tells the label of a token only by printing it (showInfo).
        var standardOut = System.out;
        System.setOut(new PrintStream(described, true, StandardCharsets.UTF_8));
        try {
            var provider = base.configure("--name=flipside\nlibrary=" + module + "\n" + which + "\nshowInfo=true\n");
            return Optional.of(provider)
                    .filter(p -> p.getService("KeyStore", "PKCS11") != null)
                    .filter(p -> matches(described.toString(StandardCharsets.UTF_8), uri));
        } catch (InvalidParameterException | ProviderException e) {
            return whyNot(e);
        } finally {
            System.setOut(standardOut);
        }
    }

    private static boolean matches(String description, Pkcs11Uri uri) {
        var label = LABEL.matcher(description);
        return uri.token().isEmpty()
                || (label.find() && label.group(1).equals(uri.token().get()));
    }

    private Optional<Provider> whyNot(RuntimeException e) throws ToolException {
        var cause = e.getCause() == null ? e : e.getCause();
        var text = String.valueOf(cause.getMessage());
        if (NO_TOKEN.stream().anyMatch(text::contains)) {
            return Optional.empty();
        }
        throw new ToolException(ExitCode.FAILED, "cannot use the PKCS#11 module " + module + ": " + text, e);
    }
}
