// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.flipside.server.access.boundary.AllowedRole;
import jakarta.ws.rs.Path;

/** The arrows of the house: delivery -> rollout -> {fleet, release}; access aside; boundary -> control -> entity. */
@AnalyzeClasses(packages = "io.flipside.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.flipside.server.";

    @ArchTest
    static final ArchRule capabilitiesAreFreeOfCycles =
            slices().matching("io.flipside.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.flipside.server.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule insideACapabilityTheWayIsDown = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("boundary")
            .definedBy("..boundary..")
            .layer("control")
            .definedBy("..control..")
            .layer("entity")
            .definedBy("..entity..")
            .whereLayer("boundary")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("control")
            .mayOnlyBeAccessedByLayers("boundary")
            .whereLayer("entity")
            .mayOnlyBeAccessedByLayers("boundary", "control");

    @ArchTest
    static final ArchRule fleetAndReleaseKnowNobodyAbove = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "fleet..", ROOT + "release..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "rollout..", ROOT + "delivery..");

    @ArchTest
    static final ArchRule fleetAndReleaseDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage(ROOT + "fleet..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "release..");

    @ArchTest
    static final ArchRule releaseDoesNotKnowFleet = noClasses()
            .that()
            .resideInAPackage(ROOT + "release..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "fleet..");

    @ArchTest
    static final ArchRule nobodyKnowsDelivery = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "delivery..");

    @ArchTest
    static final ArchRule accessStandsAside = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "fleet..", ROOT + "release..", ROOT + "rollout..", ROOT + "delivery..");

    @ArchTest
    static final ArchRule theGroundFloorKnowsNoCapability = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "http..", ROOT + "database..", ROOT + "log..", ROOT + "launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "fleet..", ROOT + "release..", ROOT + "rollout..", ROOT + "delivery..", ROOT + "access..");

    @ArchTest
    static final ArchRule everyResourceNamesItsAllowedRole =
            classes().that().areAnnotatedWith(Path.class).should().beAnnotatedWith(AllowedRole.class);
}
