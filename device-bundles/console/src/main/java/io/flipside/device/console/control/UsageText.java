// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.console.control;

/** Holds the text that {@code flipside help} prints. */
public final class UsageText {
    /** What {@code flipside help} prints. */
    public static final String TEXT =
            """
            usage: flipside [--data DIR] [--config FILE] COMMAND
            update this device
              install FILE|URL       install an artifact (-rootfs URI means the same)
              commit                 commit the installed update, so that it stays (-commit)
              rollback               undo the installed update
              resume                 go on with an update that was cut off
            look
              status [--json]        what is installed, and how an update goes on
              show-artifact          name of the installed artifact
              show-provides          everything the device provides, as key=value
            managed mode
              daemon                 run the agent until SIGTERM
              check-update           ask the server for an update now
              send-inventory         send the inventory now
              bootstrap              ask the server for authorisation once
            parts of the running agent
              bundles                list them
              bundle-update JAR      replace one by a new version; the update in progress goes on
            Data is in /var/lib/flipside, the configuration in /etc/flipside/flipside.conf, unless told otherwise.
            exit codes: 0 done, 1 error, 2 nothing in progress, 4 reboot required""";

    private UsageText() {}
}
