// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact;

import java.io.IOException;

/** Reports that an artifact would be larger than the writer's caller allows; nothing was written. */
public final class SizeLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    SizeLimitException(long size, long limit) {
        super("it would have " + size + " bytes, " + limit + " are allowed; nothing was written");
    }
}
