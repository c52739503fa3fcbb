// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a resource. Every resource says so on its class; a method may differ. A resource that says nothing is
 * closed to everybody.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Audience {
    Caller value();

    /** The kinds of callers. */
    enum Caller {
        USER,
        DEVICE,
        ANYONE
    }
}
