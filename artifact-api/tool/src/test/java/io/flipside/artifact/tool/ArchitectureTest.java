// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.artifact.tool;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Checks the arrows inside the tool: main → command → {option → key, image, text} → what all share. */
@AnalyzeClasses(packages = "io.flipside.artifact.tool", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String INTERNAL = "io.flipside.artifact.tool.internal.";

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.flipside.artifact.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyBelowKnowsTheCommands = noClasses()
            .that()
            .resideOutsideOfPackages("io.flipside.artifact.tool", INTERNAL + "command")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(INTERNAL + "command");

    @ArchTest
    static final ArchRule onlyCommandsAndOptionsKnowTheCommandLineParser = noClasses()
            .that()
            .resideOutsideOfPackages(INTERNAL + "command", INTERNAL + "option")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule imagesTextsAndKeysAreApart =
            slices().matching(INTERNAL + "(image|text|key)..").should().notDependOnEachOther();

    /** They are loaded only for what needs them. */
    @ArchTest
    static final ArchRule onlyKeysAreReadWithLibraries = noClasses()
            .that()
            .resideOutsideOfPackages(INTERNAL + "key.file", INTERNAL + "key.token")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bouncycastle..", "com.sun.jna..");

    /** Sha256Calculator is the one that does. */
    @ArchTest
    static final ArchRule nobodyComputesDigestsByHimself =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.security.MessageDigest");

    @ArchTest
    static final ArchRule namesSayWhatDiffers = noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)");
}
