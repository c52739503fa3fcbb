// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.option.GlobalOptions;

/** Holds what every subcommand is created with: the environment it runs in and the global options. */
record CommandContext(CommandEnvironment environment, GlobalOptions options) {}
