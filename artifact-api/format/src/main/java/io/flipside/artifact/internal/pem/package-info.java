// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Takes PEM texts and the key structures in them apart.
 *
 * <p>Considered instead: Bouncy Castle (bcpkix, bcprov and bcutil: 11 MB, more than the whole device), which reads all of
 * it; and the JDK, which reads PKCS#8 and SubjectPublicKeyInfo but neither PEM, PKCS#1 and SEC1 structures nor the
 * traditional encryption ({@code Proc-Type: 4,ENCRYPTED}) that openssl has written for decades. The price is some 300 lines
 * that only rearrange bytes: every cipher, key derivation and key factory is the JDK's.
 */
@NullMarked
package io.flipside.artifact.internal.pem;

import org.jspecify.annotations.NullMarked;
