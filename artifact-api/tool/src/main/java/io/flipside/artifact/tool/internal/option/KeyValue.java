// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool.internal.option;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses an option value of the form {@code KEY:VALUE}; the first colon separates. */
public record KeyValue(String key, String value) {
    /** Later values of a key win. */
    public static Map<String, String> toMap(List<KeyValue> pairs) {
        var map = new TreeMap<String, String>();
        pairs.forEach(pair -> map.put(pair.key, pair.value));
        return map;
    }

    /** Converts an argument of the command line. */
    public static final class Converter implements ITypeConverter<KeyValue> {
        @Override
        public KeyValue convert(String text) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new TypeConversionException("'" + text + "' is not of the form KEY:VALUE");
            }
            return new KeyValue(text.substring(0, colon), text.substring(colon + 1));
        }
    }
}
