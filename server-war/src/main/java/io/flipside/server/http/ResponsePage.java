// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.http;

import io.flipside.server.database.Page;
import java.util.Collection;

/**
 * Holds one page of a list; {@link PagingResponseFilter} makes the response of it.
 *
 * @param total how many there are on all pages
 */
public record ResponsePage<T>(Page page, Collection<T> items, long total) {}
