// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

/** A program inside an artifact that the device runs on entering or leaving a state; immutable. */
public final class StateScript {
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
}
