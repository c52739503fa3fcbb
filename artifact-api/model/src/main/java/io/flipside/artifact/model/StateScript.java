// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.model;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds a program in an artifact that the device runs when an update enters or leaves a state; immutable. */
public final class StateScript {
    private static final int MAX_NAME = 255;
    private static final Pattern NAME =
            Pattern.compile("Artifact(Install|Reboot|Commit|Rollback|RollbackReboot|Failure)"
                    + "_(Enter|Leave|Error)_[0-9]{2}(_[!-.0-~]+)?");

    private final String name;
    private final byte[] content;

    /**
     * Makes a script.
     *
     * @param name file name, for example {@code ArtifactInstall_Enter_01_backup}
     * @param content its bytes, copied
     */
    public StateScript(String name, byte[] content) {
        this.name = name;
        this.content = content.clone();
    }

    /** File name. */
    public String name() {
        return name;
    }

    /** Its bytes, a copy. */
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StateScript script
                && name.equals(script.name)
                && Arrays.equals(content, script.content);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return name + " (" + content.length + " bytes)";
    }

    /** Whether a name has the form of which devices run scripts: {@code Artifact<State>_<Enter|Leave|Error>_NN[_text]}. */
    public static boolean isRunnable(String name) {
        return name.length() <= MAX_NAME && NAME.matcher(name).matches();
    }
}
