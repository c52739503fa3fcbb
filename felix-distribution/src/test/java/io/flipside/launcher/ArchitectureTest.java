// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Checks the arrows inside the distribution: demo → virtual device, and the launcher apart, as it alone is shipped. */
@AnalyzeClasses(
        packages = {"io.flipside.launcher", "io.flipside.virtual", "io.flipside.demo"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.flipside.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theLauncherNeedsNothingThatDevicesDoNotHave = noClasses()
            .that()
            .resideInAPackage("io.flipside.launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.flipside.virtual..", "io.flipside.demo..", "io.flipside.artifact..");

    @ArchTest
    static final ArchRule theVirtualDeviceDoesNotKnowTheDemo = noClasses()
            .that()
            .resideInAPackage("io.flipside.virtual..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.flipside.demo..");

    @ArchTest
    static final ArchRule nobodyKnowsTheInternalsOfABundle =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.flipside..internal..");

    @ArchTest
    static final ArchRule namesSayWhatDiffers = noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)");
}
