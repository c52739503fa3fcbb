// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.launcher;

import java.util.ArrayList;
import java.util.List;

/** Takes memory until there is none left. */
final class HeapFiller {
    private HeapFiller() {}

    public static void main(String[] arguments) {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new byte[1 << 20]);
        }
    }
}
