// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import io.flipside.artifact.internal.stream.MalformedException;
import io.flipside.artifact.internal.tar.TarReader;
import java.util.regex.Pattern;

/** Checks that the names of payload files and state scripts are bare file names, without directories or {@code ..}. */
final class FileNameRules {
    private static final Pattern PAYLOAD_FILE = Pattern.compile("[A-Za-z0-9_.,-]{1," + ArtifactLimits.NAME + "}");
    private static final Pattern SCRIPT = Pattern.compile("[!-.0-~]{1," + ArtifactLimits.NAME + "}");

    private FileNameRules() {}

    static String payloadFile(String name) throws MalformedException {
        if (!isPayloadFile(name)) {
            throw new MalformedException("'" + TarReader.printable(name) + "' is not a payload file name"
                    + " (letters, digits and _.,- only, at most " + ArtifactLimits.NAME + ")");
        }
        return name;
    }

    static boolean isPayloadFile(String name) {
        return PAYLOAD_FILE.matcher(name).matches() && !isDots(name);
    }

    static String script(String name) throws MalformedException {
        if (!SCRIPT.matcher(name).matches() || isDots(name)) {
            throw new MalformedException("'" + TarReader.printable(name) + "' is not a script name"
                    + " (printable, no blank, no slash, at most " + ArtifactLimits.NAME + ")");
        }
        return name;
    }

    private static boolean isDots(String name) {
        return name.equals(".") || name.equals("..");
    }
}
