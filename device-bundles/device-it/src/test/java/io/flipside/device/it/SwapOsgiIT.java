// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.boot.BootControl;
import io.flipside.device.boot.Slot;
import io.flipside.device.payload.PayloadHandler;
import io.flipside.device.update.UpdateEngine;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Each bundle is replaced while the device is at rest. */
class SwapOsgiIT {
    private static final int TIMES = 50;

    @TempDir
    Path directory;

    private RunningDevice device;

    static Stream<String> bundles() {
        return RunningDevice.BUNDLES.stream();
    }

    @BeforeEach
    void aDeviceAtRest() throws Exception {
        Sandbox sandbox = Sandbox.create(directory.resolve("device"));
        device = RunningDevice.start(directory.resolve("framework"), sandbox.configuration(Slot.A));
        device.await(BootControl.class);
        device.await(PayloadHandler.class);
        device.await(UpdateEngine.class);
        device.activateAll();
    }

    @AfterEach
    void stop() throws Exception {
        device.close();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void replacingABundleRestartsNoComponentOfAnother(String name) throws Exception {
        Map<String, String> before = components(name);
        Collection<String> gone = new ConcurrentLinkedQueue<>();
        device.context().addServiceListener(event -> {
            if (event.getType() == ServiceEvent.UNREGISTERING && !name.equals(owner(event.getServiceReference()))) {
                gone.add(describe(event.getServiceReference()));
            }
        });
        device.update(name);
        assertThat(gone).as("services of other bundles that went away").isEmpty();
        assertThat(components(name))
                .as("components of other bundles, and their ids")
                .isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void replacingABundleManyTimesLeaksNeitherThreadsNorClassLoaders(String name) throws Exception {
        device.update(name);
        int threads = threads();
        List<WeakReference<ClassLoader>> former = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            former.add(new WeakReference<>(
                    device.bundle(name).adapt(BundleWiring.class).getClassLoader()));
            device.update(name);
            device.activateAll();
        }
        Await.until("the threads of former revisions have ended", () -> threads() <= threads + 1 ? true : null);
        Await.until("former revisions can be collected", () -> {
            System.gc();
            return former.stream().filter(r -> r.get() != null).count() <= 2 ? true : null;
        });
    }

    /** The components' configurations: one that is restarted gets a new id. */
    private Map<String, String> components(String butNotOf) {
        ServiceComponentRuntime runtime = device.await(ServiceComponentRuntime.class);
        Map<String, String> ids = new TreeMap<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            if (!component.bundle.symbolicName.equals(butNotOf)) {
                for (ComponentConfigurationDTO each : runtime.getComponentConfigurationDTOs(component)) {
                    ids.put(component.name, "id " + each.id + " state " + each.state);
                }
            }
        }
        assertThat(ids).isNotEmpty();
        return ids;
    }

    private static String owner(ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null ? "" : Objects.requireNonNullElse(bundle.getSymbolicName(), "");
    }

    private static String describe(ServiceReference<?> reference) {
        return owner(reference) + " " + Arrays.toString((String[]) reference.getProperty(Constants.OBJECTCLASS));
    }

    private static int threads() {
        return Thread.getAllStackTraces().size();
    }
}
