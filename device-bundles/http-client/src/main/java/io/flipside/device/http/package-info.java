// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * A small HTTP/1.1 client for the device, linked into the bundles that need it.
 *
 * <p>Why not the JDK's: with {@code HttpURLConnection} no other thread can end a blocked read (its {@code disconnect}
 * waits for that very read), an interrupt does not end one either, there is no PATCH, and POST is repeated behind the
 * caller's back; {@code java.net.http} costs seconds to the first byte and several MiB on a small device. Here closing and
 * interrupting end whatever blocks, every size and time is bounded, and nothing happens unasked: no redirects, no
 * retries, no cookies, no caches.
 */
@NullMarked
package io.flipside.device.http;

import org.jspecify.annotations.NullMarked;
