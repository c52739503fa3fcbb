// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What may be said in the sections that the agent's own bundles read: a misspelt {@code engine.verifyKeys} would
 * otherwise switch off the signatures in silence. Sections of other bundles are theirs.
 */
final class KnownKeys {
    /** For each section its keys: {@code !} must be there, {@code #} is a whole number, behind {@code =} all values. */
    private static final Map<String, String> SECTIONS = Map.ofEntries(
            entry("state", "directory!"),
            entry(
                    "engine",
                    "directory! deviceTypeFile! artifactInfoFile verifyKeys healthDirectory healthTimeout#"
                            + " scriptsDirectory serviceTimeout# rebootTimeout# downloadAttempts# scriptTimeout#"
                            + " scriptRetrySeconds# scriptRetryTimeout#"),
            entry(
                    "link",
                    "server! keyFile! pollSeconds# inventorySeconds# retrySeconds# giveUpSeconds# tenantToken"
                            + " serverCertificate"),
            entry("download", "retrySeconds# retryCount# timeoutSeconds# bytesPerSecond# serverCertificate"),
            entry("rootfs", "slotA! slotB!"),
            entry("inventory", "identityScript directory scriptSeconds#"),
            entry("console", "socket"),
            entry("uboot", "environment partA!# partB!# runningSlot=A|B|auto"),
            entry("simulated", "environment! runningSlot!=A|B"),
            entry("reboot", "command!"));

    private KnownKeys() {}

    /** Refuses what no bundle would understand, before anything starts. */
    static void check(Path file, String section, SortedMap<String, String> properties) throws LaunchException {
        String keys = SECTIONS.get(section);
        if (keys == null) {
            return;
        }
        Map<String, String> left = new TreeMap<>(properties);
        for (String key : keys.split(" ", -1)) {
            String name = key.replaceFirst("[!#=].*", "");
            String value = Optional.ofNullable(left.remove(name)).orElse("");
            Optional<String> complaint = complaint(key.substring(name.length()), properties.containsKey(name), value);
            if (complaint.isPresent()) {
                throw new LaunchException(file + ": " + section + "." + name + " " + complaint.get());
            }
        }
        if (!left.isEmpty()) {
            throw new LaunchException(file + ": unknown key " + section + "."
                    + left.keySet().iterator().next() + "; known are "
                    + keys.replaceAll("[!#]|=[^ ]*", "").replace(" ", ", "));
        }
    }

    private static Optional<String> complaint(String rules, boolean here, String value) {
        if (rules.startsWith("!") && value.isEmpty()) {
            return Optional.of("is missing or empty");
        }
        if (here && rules.contains("#") && !value.matches("[0-9]{1,9}")) {
            return Optional.of("is a whole number, not '" + value + "'");
        }
        List<String> allowed = List.of(rules.replaceFirst(".*=|^[^=]*$", "").split("\\|", -1));
        return here && rules.contains("=") && !allowed.contains(value)
                ? Optional.of("is one of " + String.join(", ", allowed) + ", not '" + value + "'")
                : Optional.empty();
    }
}
