// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Declares the configuration keys of the simulated bootloader ({@code simulated.*}). */
@ObjectClassDefinition(pid = "io.flipside.simulated", name = "Simulated bootloader")
@interface SimulatedBootConfig {
    @AttributeDefinition(description = "file of the boot variables, as lines key=value")
    String environment();

    @AttributeDefinition(
            description = "slot whose system runs now",
            options = {@Option(label = "A", value = "A"), @Option(label = "B", value = "B")})
    String runningSlot();
}
