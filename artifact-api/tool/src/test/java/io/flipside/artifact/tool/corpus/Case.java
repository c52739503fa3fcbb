// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.corpus;

import java.util.function.Consumer;

/**
 * One artifact and the verdicts on it.
 *
 * @param name what is special about it
 * @param verdict who accepts it
 * @param reason why the two tools differ, if they do
 * @param key whether the verification key is given
 * @param bytes the artifact
 */
public record Case(String name, Verdict verdict, String reason, boolean key, byte[] bytes) {
    /** Who accepts an artifact. */
    public enum Verdict {
        /** Both tools. */
        ACCEPTED,
        /** Neither. */
        REFUSED,
        /** mender-artifact, but not we; FORMAT.md says why. */
        ONLY_WE_REFUSE,
        /** We, because releases of mender-artifact after 3.9.0 do. */
        ONLY_3_9_REFUSES
    }

    static Case accepted(String name, Consumer<Forge> change) {
        return of(name, Verdict.ACCEPTED, "", change);
    }

    static Case refused(String name, Consumer<Forge> change) {
        return of(name, Verdict.REFUSED, "", change);
    }

    static Case stricter(String name, String reason, Consumer<Forge> change) {
        return of(name, Verdict.ONLY_WE_REFUSE, reason, change);
    }

    static Case newer(String name, String reason, Consumer<Forge> change) {
        return of(name, Verdict.ONLY_3_9_REFUSES, reason, change);
    }

    private static Case of(String name, Verdict verdict, String reason, Consumer<Forge> change) {
        var forge = new Forge();
        change.accept(forge);
        return new Case(name, verdict, reason, false, forge.build());
    }

    Case withKey() {
        return new Case(name, verdict, reason, true, bytes);
    }

    /** Whether our tool accepts it. */
    public boolean weAccept() {
        return verdict == Verdict.ACCEPTED || verdict == Verdict.ONLY_3_9_REFUSES;
    }

    /** Whether mender-artifact 3.9.0 accepts it. */
    public boolean realAccepts() {
        return verdict == Verdict.ACCEPTED || verdict == Verdict.ONLY_WE_REFUSE;
    }

    @Override
    public String toString() {
        return verdict + ": " + name;
    }
}
