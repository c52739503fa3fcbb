// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flipside.server.access.control.UserAccounts;
import io.flipside.server.access.entity.User;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.fleet.control.DeviceAuthorization;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.fleet.entity.IdentityData;
import io.flipside.server.rollout.control.DeploymentRepository;
import io.flipside.server.rollout.control.DeviceDeploymentRepository;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The last ones that leave at once: a deployment without devices ends, and one user stays. */
@ExtendWith(ArquillianExtension.class)
class LeavingRaceIT {
    private static final long PATIENCE_SECONDS = 30;

    @Inject
    DeviceAuthorization authorization;

    @Inject
    UserAccounts accounts;

    @Inject
    DeploymentRepository deployments;

    @Inject
    DeviceDeploymentRepository deviceDeployments;

    @Inject
    TransactionRunner transactions;

    @PersistenceContext
    EntityManager entities;

    @org.jboss.arquillian.container.test.api.Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/flipside-server.war"));
    }

    @Test
    void theLastTwoDevicesThatLeaveAtOnceEndTheDeployment() throws Exception {
        List<String> devices = List.of(device(), device());
        String deployment = deploy(devices);
        CyclicBarrier bothHaveLeft = new CyclicBarrier(devices.size());
        ExecutorService threads = Executors.newFixedThreadPool(devices.size());
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            for (String device : devices) {
                calls.add(() -> {
                    transactions.run(() -> {
                        authorization.decommission(device);
                        entities.flush();
                        await(bothHaveLeft);
                    });
                    return null;
                });
            }
            for (Future<Void> left : threads.invokeAll(calls)) {
                left.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals("finished", deployments.get(deployment).status());
    }

    /** The device was accepted when the deployment's creation looked, and gone when it was committed. */
    @Test
    void aDeviceThatLeavesWhileTheDeploymentIsCreatedDoesNotKeepItOpen() throws Exception {
        String gone = UUID.randomUUID().toString();
        String deployment = deploy(List.of(gone));
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        while (!deployments.get(deployment).status().equals("finished")
                && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
        assertEquals("finished", deployments.get(deployment).status());
        assertEquals(
                DeviceDeploymentStatus.DECOMMISSIONED,
                deviceDeployments.get(deployment, gone).status());
    }

    @Test
    void ofTheLastTwoUsersThatAreDeletedAtOnceOneStays() throws Exception {
        transactions.run(() -> accounts.create("second@example.com", "correct-horse-battery"));
        List<String> users = accounts.all().stream().map(User::id).toList();
        assertEquals(2, users.size());
        ExecutorService other = Executors.newSingleThreadExecutor();
        AtomicReference<Future<?>> second = new AtomicReference<>();
        try {
            transactions.run(() -> {
                accounts.delete(users.get(0));
                entities.flush();
                second.set(other.submit(() -> transactions.run(() -> accounts.delete(users.get(1)))));
                // If it is not made to wait for this one's commit, it is done before.
                awaitBriefly(second.get());
            });
            assertThrows(ExecutionException.class, () -> second.get().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } finally {
            other.shutdownNow();
        }
        assertEquals(1, accounts.all().size());
    }

    private static void awaitBriefly(Future<?> other) {
        try {
            other.get(500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // As it should be.
        } catch (Exception e) {
            throw new IllegalStateException("the other failed", e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other did not come", e);
        }
    }

    private String device() throws Exception {
        Device device = new Device(IdentityData.parse("{\"mac\":\"" + UUID.randomUUID() + "\"}"));
        transactions.run(() -> entities.persist(device));
        return device.id();
    }

    private String deploy(List<String> devices) {
        io.flipside.server.rollout.entity.Deployment deployment = new io.flipside.server.rollout.entity.Deployment(
                "race", "release", false, "0".repeat(64), devices.size());
        transactions.run(() -> {
            entities.persist(deployment);
            devices.forEach(device -> entities.persist(new DeviceDeployment(deployment, device)));
        });
        return deployment.id();
    }
}
