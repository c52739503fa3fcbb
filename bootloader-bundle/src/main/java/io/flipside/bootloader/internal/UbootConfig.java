// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.bootloader.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Declares the configuration keys of U-Boot ({@code uboot.*}). */
@ObjectClassDefinition(pid = "io.flipside.uboot", name = "U-Boot")
@interface UbootConfig {
    @AttributeDefinition(description = "configuration file of fw_printenv")
    String environment() default "/etc/fw_env.config";

    @AttributeDefinition(description = "partition number of slot A", min = "1")
    int partA();

    @AttributeDefinition(description = "partition number of slot B", min = "1")
    int partB();

    @AttributeDefinition(
            description = "slot whose system runs now; auto finds it by what is mounted as root",
            options = {
                @Option(label = "auto", value = "auto"),
                @Option(label = "A", value = "A"),
                @Option(label = "B", value = "B")
            })
    String runningSlot() default "auto";
}
