// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the names of all types are made of words of the glossary and of plain words, those of every module. */
class TypeNamesTest {
    private static final Path ROOT = Path.of(System.getProperty("flipside.root"));

    @Test
    void areMadeOfKnownWords() throws IOException {
        Set<String> known = Stream.concat(glossary(), Files.readAllLines(ROOT.resolve(".mvn/words.txt")).stream())
                .collect(Collectors.toSet());
        List<String> names = typeNames();

        assertThat(names).hasSizeGreaterThan(400);
        assertThat(names)
                .as("names with words that are not in the glossary (CONTRIBUTING.md): take one of its words, or add"
                        + " the new one there; plain English and terms of Java go to .mvn/words.txt")
                .filteredOn(name -> !words(name).allMatch(word -> known(word, known)))
                .isEmpty();
    }

    private static boolean known(String word, Set<String> known) {
        return known.contains(word) || (word.endsWith("s") && known.contains(word.substring(0, word.length() - 1)));
    }

    /** The terms in the first column of its table. */
    private static Stream<String> glossary() throws IOException {
        return Files.readAllLines(ROOT.resolve("CONTRIBUTING.md")).stream()
                .dropWhile(line -> !line.equals("## Glossary"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .flatMap(line -> Stream.of(line.split("\\|", -1)[1].split("[^A-Za-z0-9]+", -1)));
    }

    private static List<String> typeNames() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(ROOT::relativize)
                    .map(Path::toString)
                    .filter(file -> file.contains("src/main/java/") && file.endsWith(".java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                    .filter(name -> !name.equals("package-info"))
                    .sorted()
                    .toList();
        }
    }

    private static Stream<String> words(String typeName) {
        return Stream.of(typeName.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", -1))
                .map(word -> word.toLowerCase(Locale.ROOT));
    }
}
