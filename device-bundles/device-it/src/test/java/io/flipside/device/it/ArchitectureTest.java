// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may know whom on the device. */
@AnalyzeClasses(
        packages = {"io.flipside.artifact", "io.flipside.device", "io.flipside.bootloader"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Not exported, and yet not internal: libraries that bundles carry inside, and what a supervisor calls. */
    private static final String SUPPORT = "io.flipside.device.support..";

    private static final String HTTP_CLIENT = "io.flipside.device.httpclient..";

    private static final String SIMULATED = "io.flipside.bootloader.simulated";

    /** The control socket's other end is outside the framework, in the launcher. */
    private static final String CONTROL = "io.flipside.device.console.control";

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.flipside.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule deviceBundlesDoNotKnowEachOther =
            slices().matching("io.flipside.device.(*).internal..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule nobodyKnowsTheBootloaderBundle = noClasses()
            .that(resideOutsideOfPackages("io.flipside.bootloader.."))
            .should()
            .dependOnClassesThat(resideInAPackage("io.flipside.bootloader.."));

    @ArchTest
    static final ArchRule theBootloaderBundleKnowsTheContractsOnly = noClasses()
            .that()
            .resideInAPackage("io.flipside.bootloader..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.flipside.device.*.internal.."));

    @ArchTest
    static final ArchRule contractsKnowNoProvider = noClasses()
            .that(resideInAnyPackage("io.flipside.device.*", "io.flipside.artifact.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.flipside.device.*.internal..", "io.flipside.bootloader.."));

    @ArchTest
    static final ArchRule theArtifactFormatKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("io.flipside.artifact..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.flipside.device..", "io.flipside.bootloader.."));

    @ArchTest
    static final ArchRule theDeviceStandsOnJavaAndOsgiAlone = noClasses()
            .that(resideInAnyPackage("io.flipside.device..", "io.flipside.bootloader.."))
            .and(resideOutsideOfPackages(HTTP_CLIENT))
            .should()
            .dependOnClassesThat(resideOutsideOfPackages(
                    "io.flipside..",
                    "java..",
                    "javax.net..",
                    "javax.crypto..",
                    "javax.xml.parsers..",
                    "org.xml.sax..",
                    "org.osgi..",
                    "org.jspecify.."));

    @ArchTest
    static final ArchRule theHttpClientAddsTheOneLibraryThatLiesInside = noClasses()
            .that()
            .resideInAPackage(HTTP_CLIENT)
            .should()
            .dependOnClassesThat(resideOutsideOfPackages(
                    "io.flipside..", "java..", "javax.net..", "org.osgi..", "org.jspecify..", "org.apache.hc.."));

    @ArchTest
    static final ArchRule nobodyActivatesByHand = noClasses().should().implement("org.osgi.framework.BundleActivator");

    @ArchTest
    static final ArchRule whatIsNotExportedIsInternal = classes()
            .that(DescribedPredicate.not(resideInAnyPackage(exportedPackages())))
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .resideInAnyPackage("..internal..", SUPPORT, SIMULATED, CONTROL);

    @ArchTest
    static final ArchRule namesSayWhatDiffers = noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)");

    @Test
    void bundlesAreWiredByPackagesAlone() {
        for (BundleOnClassPath bundle : BundleOnClassPath.ours()) {
            assertThat(bundle.headers().keySet())
                    .as(bundle.name())
                    .doesNotContain("Require-Bundle", "DynamicImport-Package", "Bundle-Activator");
        }
    }

    @Test
    void onlyContractsAreExported() {
        for (BundleOnClassPath bundle : BundleOnClassPath.ours()) {
            if (!Set.of("flipside-device-api", "flipside-artifact-model", "flipside-artifact-format")
                    .contains(bundle.name())) {
                assertThat(bundle.exports()).as(bundle.name()).isEmpty();
            }
        }
    }

    private static String[] exportedPackages() {
        Set<String> names = new TreeSet<>();
        BundleOnClassPath.ours().forEach(b -> names.addAll(b.exports().keySet()));
        return names.toArray(String[]::new);
    }

    /** Fails if the class path is not that of the device, which would let every rule pass. */
    @Test
    void allBundlesAreLookedAt() {
        assertThat(BundleOnClassPath.ours())
                .extracting(BundleOnClassPath::name)
                .contains(
                        "flipside-device-api",
                        "flipside-artifact-model",
                        "flipside-artifact-format",
                        "flipside-bootloader")
                .hasSizeGreaterThanOrEqualTo(10);
    }
}
