// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.command;

import io.flipside.artifact.tool.internal.CommandEnvironment;
import io.flipside.artifact.tool.internal.option.GlobalOptions;

/** Holds the environment and the global options with which every subcommand is created. */
record CommandContext(CommandEnvironment environment, GlobalOptions options) {}
