// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.flipside.server.access.boundary.AllowedRole;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The arrows of the house: delivery -> rollout -> {fleet, release}; access aside; boundary -> control -> entity. */
@AnalyzeClasses(packages = "io.flipside.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.flipside.server.";

    private static final ArchCondition<JavaMethod> BE_PART_OF_A_CHANGE =
            new ArchCondition<>("be @Transactional(MANDATORY), and be called within TransactionRunner.run") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    TxType type =
                            method.getAnnotationOfType(Transactional.class).value();
                    if (type != TxType.MANDATORY) {
                        events.add(SimpleConditionEvent.violated(method, method.getFullName() + " is " + type));
                    }
                }
            };

    private static final ArchCondition<JavaClass> CHANGE_ONLY_WITHIN_A_TRANSACTION =
            new ArchCondition<>("call methods that are @Transactional only in what TransactionRunner.run is given") {
                @Override
                public void check(JavaClass resource, ConditionEvents events) {
                    resource.getMethodCallsFromSelf().stream()
                            .filter(call -> !call.isDeclaredInLambda())
                            .filter(call -> call.getTarget()
                                    .resolveMember()
                                    .filter(method -> method.isAnnotatedWith(Transactional.class))
                                    .isPresent())
                            .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
                }
            };

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
            .resideInAnyPackage(
                    ROOT + "http..",
                    ROOT + "database..",
                    ROOT + "log..",
                    ROOT + "change..",
                    ROOT + "outbox..",
                    ROOT + "launcher..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "fleet..", ROOT + "release..", ROOT + "rollout..", ROOT + "delivery..", ROOT + "access..");

    @ArchTest
    static final ArchRule everyResourceNamesItsAllowedRole =
            classes().that().areAnnotatedWith(Path.class).should().beAnnotatedWith(AllowedRole.class);

    @ArchTest
    static final ArchRule everyEndpointSaysWhatItDoes =
            methods().that().areMetaAnnotatedWith(HttpMethod.class).should().beAnnotatedWith(Operation.class);

    /** Whoever begins a transaction elsewhere forgets to repeat it, or makes half of a change. */
    @ArchTest
    static final ArchRule onlyChangesBeginTransactions = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "change..")
            .should()
            .dependOnClassesThat(resideInAPackage("jakarta.transaction..")
                    .and(not(assignableTo(Transactional.class)))
                    .and(not(assignableTo(TxType.class))));

    @ArchTest
    static final ArchRule transactionalMeansPartOfAChange =
            methods().that().areAnnotatedWith(Transactional.class).should(BE_PART_OF_A_CHANGE);

    @ArchTest
    static final ArchRule resourcesChangeOnlyWithinATransaction =
            classes().that().resideInAPackage("..boundary..").should(CHANGE_ONLY_WITHIN_A_TRANSACTION);

    @ArchTest
    static final ArchRule resourcesKnowNothingOfTheDatabase = noClasses()
            .that()
            .resideInAPackage("..boundary..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.transaction..", "jakarta.persistence..");
}
