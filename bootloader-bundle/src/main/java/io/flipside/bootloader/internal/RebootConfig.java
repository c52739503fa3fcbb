// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Declares the configuration keys of the reboot command ({@code reboot.*}). */
@ObjectClassDefinition(pid = "io.flipside.reboot", name = "Reboot command")
@interface RebootConfig {
    @AttributeDefinition(description = "command that reboots the device; ${pid} is the process id of the agent")
    String command();
}
