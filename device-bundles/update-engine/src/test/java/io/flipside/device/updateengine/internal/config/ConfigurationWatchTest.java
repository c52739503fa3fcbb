// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.updateengine.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.device.config.ConfigurationFault;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A framework that does something else while a fault is registered, as service listeners may. */
@Timeout(20)
class ConfigurationWatchTest {
    private final List<String> configured = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<String> registered = new CopyOnWriteArrayList<>();
    private volatile Task whileRegistering = () -> {};
    private final ConfigurationWatch watch = new ConfigurationWatch(
            fake(BundleContext.class, Map.of("registerService", this::register, "getBundles", a -> new Bundle[0])),
            fake(ConfigurationAdmin.class, Map.of("listConfigurations", a -> configurations())));

    private interface Task {
        void run() throws Exception;
    }

    private interface Answer {
        Object to(Object[] arguments) throws Exception;
    }

    @Test
    void anotherThreadMayCauseAnEventWhileAFaultIsRegistered() throws Exception {
        configured.add("io.flipside.one");
        whileRegistering = () -> {
            whileRegistering = () -> {};
            configured.add("io.flipside.two");
            thread(this::anEvent).join();
        };

        watch.start();

        assertThat(faults).containsExactlyInAnyOrder("io.flipside.one", "io.flipside.two");
    }

    @Test
    void anEventWhileAFaultIsRegisteredIsLookedAtAfterwards() throws Exception {
        configured.add("io.flipside.one");
        whileRegistering = () -> {
            configured.clear();
            anEvent();
            assertThat(faults).containsExactly("io.flipside.one");
        };

        watch.start();

        assertThat(faults).isEmpty();
    }

    @Test
    void stoppingWaitsForACheckAndWithdrawsWhatItAnnounced() throws Exception {
        CountDownLatch registering = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        watch.start();
        configured.add("io.flipside.one");
        whileRegistering = () -> {
            registering.countDown();
            goOn.await();
        };
        Thread checking = thread(this::anEvent);
        registering.await();
        Thread stopping = thread(watch::stop);
        while (stopping.getState() != Thread.State.WAITING) {
            assertThat(stopping.isAlive()).as("it waits").isTrue();
            LockSupport.parkNanos(1_000_000);
        }

        goOn.countDown();
        stopping.join();

        assertThat(registered).containsExactly("io.flipside.one");
        assertThat(faults).isEmpty();
        checking.join();
    }

    @Test
    void stoppingWithinACheckDoesNotWaitForIt() throws Exception {
        configured.addAll(List.of("io.flipside.one", "io.flipside.two"));
        whileRegistering = watch::stop;

        watch.start();

        assertThat(registered).hasSize(1);
        assertThat(faults).isEmpty();
    }

    private void anEvent() {
        watch.bundleChanged(new BundleEvent(BundleEvent.INSTALLED, fake(Bundle.class, Map.of())));
    }

    private static Thread thread(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private Object register(Object[] arguments) throws Exception {
        String pid = ((ConfigurationFault) arguments[1]).pid();
        registered.add(pid);
        faults.add(pid);
        whileRegistering.run();
        return fake(ServiceRegistration.class, Map.of("unregister", a -> faults.remove(pid)));
    }

    /** They are faulty, because no bundle reads them. */
    private Configuration[] configurations() {
        return configured.stream()
                .map(pid -> fake(
                        Configuration.class,
                        Map.of("getPid", a -> pid, "getProperties", a -> new Hashtable<>(Map.of("key", "value")))))
                .toArray(Configuration[]::new);
    }

    /** Methods without an answer do nothing. */
    private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    Object[] arguments = given == null ? new Object[0] : given;
                    Answer answer = answers.get(method.getName());
                    Object result = answer == null ? null : answer.to(arguments);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }
}
