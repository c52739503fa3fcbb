// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

/**
 * Holds the header-info and type-info of an artifact as raw JSON, for programs that parse the header themselves. An
 * augment section changes none of them.
 *
 * @param headerInfo the header-info, a JSON object
 * @param typeInfo the payload's type-info, a JSON object
 */
public record RawHeaderJson(String headerInfo, String typeInfo) {}
