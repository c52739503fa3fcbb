// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Declares the configuration keys of the device console ({@code console.*}). */
@ObjectClassDefinition(pid = "io.flipside.console", name = "Device console")
@interface ConsoleConfig {
    @AttributeDefinition(
            description = "unix domain socket through which the flipside command reaches the agent; without it no"
                    + " command does")
    String socket() default "";
}
