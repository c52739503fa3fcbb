// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.link.internal.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys as text. */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (PRIVATE KEY|RSA PRIVATE KEY|EC PRIVATE KEY)-----([^-]+)-----END \\1-----");
    private static final byte[] VERSION = HexFormat.of().parseHex("020100");
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private Pem() {}

    static String encode(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    /** The first private key of a text, as PKCS#8: the older forms with the name of their algorithm before them. */
    static byte[] privateKey(String text) throws IOException {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new IOException("no unencrypted private key in PEM form is there");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2).getBytes(US_ASCII));
        return switch (block.group(1)) {
            case "RSA PRIVATE KEY" -> pkcs8(RSA, der);
            case "EC PRIVATE KEY" -> pkcs8(Der.value(Der.SEQUENCE, EC, curveOf(der)), der);
            default -> der;
        };
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return Der.value(Der.SEQUENCE, VERSION, algorithm, Der.value(Der.OCTETS, key));
    }

    /** The name of the curve is the third part of the key. */
    private static byte[] curveOf(byte[] key) throws IOException {
        ByteBuffer parts = Der.take(ByteBuffer.wrap(key), Der.SEQUENCE);
        Der.take(parts, Der.INTEGER);
        Der.take(parts, Der.OCTETS);
        ByteBuffer name = Der.take(Der.take(parts, Der.FIRST_OPTION), Der.NAME);
        byte[] bytes = new byte[name.remaining()];
        name.get(bytes);
        return Der.value(Der.NAME, bytes);
    }
}
