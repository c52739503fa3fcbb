// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Declares the configuration keys of the update engine ({@code engine.*}). */
@ObjectClassDefinition(pid = "io.flipside.engine", name = "Update engine")
@interface EngineConfig {
    @AttributeDefinition(description = "work directory of updates in progress, on the data partition")
    String directory();

    @AttributeDefinition(description = "file that holds device_type=NAME")
    String deviceTypeFile();

    @AttributeDefinition(description = "file of the root filesystem that holds artifact_name=NAME")
    String artifactInfoFile() default "";

    @AttributeDefinition(
            description =
                    "PEM files of public keys, with commas between several; with at least one, artifacts without a good signature are refused")
    String verifyKeys() default "";

    @AttributeDefinition(description = "directory of executables that say whether the system is healthy")
    String healthDirectory() default "";

    @AttributeDefinition(
            description = "seconds until all health checks of a new system must be content",
            min = "1",
            max = "31536000")
    long healthTimeout() default 60;

    @AttributeDefinition(description = "directory of the Download state scripts of the root filesystem")
    String scriptsDirectory() default "";

    @AttributeDefinition(
            description =
                    "whether to go on with managed updates; a command that runs without the agent leaves them to it")
    boolean managed() default true;

    @AttributeDefinition(
            description = "seconds to wait for a service that is being replaced",
            min = "1",
            max = "31536000")
    long serviceTimeout() default 600;

    @AttributeDefinition(description = "seconds to wait for a reboot that was asked for", min = "1", max = "31536000")
    long rebootTimeout() default 600;

    @AttributeDefinition(
            description =
                    "how often a download is begun that each time is cut off by the end of the process, without getting on",
            min = "1",
            max = "1000000")
    int downloadAttempts() default 10;

    @AttributeDefinition(description = "seconds that a state script may run", min = "1", max = "31536000")
    long scriptTimeout() default 3600;

    @AttributeDefinition(
            description = "seconds between two runs of a script that asks to be run later",
            min = "0",
            max = "31536000")
    long scriptRetrySeconds() default 60;

    @AttributeDefinition(
            description = "seconds for which a script may ask to be run later",
            min = "0",
            max = "31536000")
    long scriptRetryTimeout() default 1800;
}
