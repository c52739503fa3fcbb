// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flipside.server.access.control.UserAccounts;
import io.flipside.server.access.entity.User;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.fleet.control.DeviceAuthorization;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.Device;
import io.flipside.server.fleet.entity.DevicePublicKey;
import io.flipside.server.fleet.entity.IdentityData;
import io.flipside.server.http.ErrorResponseException;
import io.flipside.server.release.control.ArtifactRepository;
import io.flipside.server.release.entity.ArtifactMetadata;
import io.flipside.server.release.entity.StoredArtifact;
import io.flipside.server.rollout.control.DeploymentCreation;
import io.flipside.server.rollout.control.DeploymentCreation.Order;
import io.flipside.server.rollout.control.DeploymentRepository;
import io.flipside.server.rollout.control.DeviceDeploymentRepository;
import io.flipside.server.rollout.entity.DeviceDeployment;
import io.flipside.server.rollout.entity.DeviceDeploymentStatus;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.File;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

/** Two changes at once that may not both be made, or of which each thinks that the other one is still to come. */
@ExtendWith(ArquillianExtension.class)
class ConcurrentChangesIT {
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
    DeploymentCreation creation;

    @Inject
    ArtifactRepository artifacts;

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
        atOnce(
                () -> authorization.decommission(devices.get(0)),
                () -> authorization.decommission(devices.get(1)),
                second -> second.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals("finished", deployments.get(deployment).status());
    }

    /** It leaves when the deployment is made, but not committed yet: it waits, and then ends its part. */
    @Test
    void aDeviceThatLeavesWhileTheDeploymentIsCreatedDoesNotKeepItOpen() throws Exception {
        String device = acceptedDevice();
        Order order = new Order("late", release(), Optional.of(List.of(device)), false);
        AtomicReference<String> made = new AtomicReference<>();
        atOnce(
                () -> made.set(creation.create(order).id()),
                () -> authorization.decommission(device),
                second -> second.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals("finished", deployments.get(made.get()).status());
        assertEquals(
                DeviceDeploymentStatus.DECOMMISSIONED,
                deviceDeployments.get(made.get(), device).status());
    }

    /** The other way round: it was accepted when the creation looked, and is gone when that would be committed. */
    @Test
    void aDeploymentThatIsCreatedWhileItsDeviceLeavesIsRefused() throws Exception {
        String device = acceptedDevice();
        Order order = new Order("too late", release(), Optional.of(List.of(device)), false);
        refused(400, () -> authorization.decommission(device), () -> creation.create(order));
    }

    /** Its device asks in the moment in which it is rejected: what was read before that counts no more. */
    @Test
    void aPreauthorisedKeyThatIsRejectedLetsNobodyIn() throws Exception {
        IdentityData identity = IdentityData.parse("{\"mac\":\"" + UUID.randomUUID() + "\"}");
        DevicePublicKey key = newKey();
        Device device = transactions
                .run(() -> authorization.preauthorize(identity, key.digest(), key.pem(), false))
                .orElseThrow();
        String set = setOf(device.id());
        AtomicReference<Optional<?>> in = new AtomicReference<>();
        atOnce(
                () -> authorization.decide(device.id(), set, AuthStatus.REJECTED),
                () -> in.set(authorization.requestAuthorization(identity, key, "192.0.2.1")),
                second -> second.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(Optional.empty(), in.get());
    }

    @Test
    void ofTheLastTwoUsersThatAreDeletedAtOnceOneStays() throws Exception {
        transactions.run(() -> accounts.create("second@example.com", "no hash"));
        List<String> users = accounts.all().stream().map(User::id).toList();
        assertEquals(2, users.size());
        String one = users.get(0);
        String other = users.get(1);
        refused(409, () -> accounts.delete(one, other), () -> accounts.delete(other, one));
        assertEquals(1, accounts.all().size());
    }

    @Test
    void aPasswordThatIsChangedWhileItIsCheckedYieldsNoToken() throws Exception {
        String user = newUser("change@example.com");
        refused(401, () -> accounts.changePassword(user, "no hash", "other"), () -> logIn(user));
        transactions.run(() -> accounts.delete(user, user));
    }

    @Test
    void aUserWhoIsDeletedWhileHisPasswordIsCheckedGetsNoToken() throws Exception {
        String user = newUser("gone@example.com");
        refused(401, () -> accounts.delete(user, user), () -> logIn(user));
    }

    /** Of two who delete each other, while a third one is left: who was deleted first deletes nobody. */
    @Test
    void aUserWhoWasDeletedDeletesNobody() throws Exception {
        String one = newUser("one@example.com");
        String other = newUser("other@example.com");
        refused(401, () -> accounts.delete(one, other), () -> accounts.delete(other, one));
        transactions.run(() -> accounts.delete(one, one));
    }

    private String newUser(String email) {
        return transactions.run(() -> accounts.create(email, "no hash")).id();
    }

    private void logIn(String user) {
        if (accounts.issueToken(user, "no hash", "192.0.2.1").isEmpty()) {
            throw ErrorResponseException.unauthorized("no token");
        }
    }

    @Test
    void ofTwoEqualDeploymentsThatAreCreatedAtOnceOneIsRefused() throws Exception {
        String release = release();
        Order order = new Order("twin", release, Optional.of(List.of(acceptedDevice())), false);
        refused(409, () -> creation.create(order), () -> creation.create(order));
    }

    @Test
    void noArtifactIsDeletedWhileADeploymentOfItIsCreated() throws Exception {
        String release = release();
        String artifact = artifacts.named(release).get(0).id();
        Order order = new Order("needs it", release, Optional.of(List.of(acceptedDevice())), false);
        refused(409, () -> creation.create(order), () -> artifacts.delete(artifact));
        assertEquals(1, artifacts.named(release).size());
    }

    @Test
    void anArtifactIsDeletedOnce() throws Exception {
        String artifact = artifacts.named(release()).get(0).id();
        refused(404, () -> artifacts.delete(artifact), () -> artifacts.delete(artifact));
    }

    /** Makes the second change while the first is not committed yet: it waits, and is refused for what the first one did. */
    private void refused(int status, Runnable first, Runnable second) throws Exception {
        atOnce(first, second, waiting -> {
            ExecutionException refusal =
                    assertThrows(ExecutionException.class, () -> waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            ErrorResponseException reason = assertInstanceOf(ErrorResponseException.class, refusal.getCause());
            assertEquals(status, reason.status());
        });
    }

    /** What is expected of the second change, once the first is committed. */
    private interface Expected {
        void of(Future<?> second) throws Exception;
    }

    private void atOnce(Runnable first, Runnable second, Expected expected) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        AtomicReference<Future<?>> waiting = new AtomicReference<>();
        try {
            transactions.run(() -> {
                first.run();
                entities.flush();
                waiting.set(other.submit(() -> transactions.run(second)));
                // If it is not made to wait for this one's commit, it is done before.
                awaitBriefly(waiting.get());
            });
            expected.of(waiting.get());
        } finally {
            other.shutdownNow();
        }
    }

    private String release() {
        String name = "release-" + UUID.randomUUID();
        ArtifactMetadata metadata = new ArtifactMetadata(
                3, false, List.of("t"), Map.of(), Map.of("device_type", List.of("t")), null, List.of());
        transactions.run(() -> artifacts.add(new StoredArtifact(
                UUID.randomUUID().toString(), name, "", metadata, new StoredArtifact.Content("0".repeat(64), 1))));
        return name;
    }

    private String acceptedDevice() throws Exception {
        IdentityData identity = IdentityData.parse("{\"mac\":\"" + UUID.randomUUID() + "\"}");
        DevicePublicKey key = newKey();
        transactions.run(() -> authorization.requestAuthorization(identity, key, "192.0.2.1"));
        return transactions.run(() -> {
            Device device = entities.createQuery(
                            "select d from Device d where d.identityDigest = :digest", Device.class)
                    .setParameter("digest", identity.digest())
                    .getSingleResult();
            authorization.decide(device.id(), setOf(device.id()), AuthStatus.ACCEPTED);
            return device.id();
        });
    }

    private static DevicePublicKey newKey() throws Exception {
        return new DevicePublicKey(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
    }

    private String setOf(String device) {
        return entities.createQuery("select s.id from AuthSet s where s.deviceId = :device", String.class)
                .setParameter("device", device)
                .getSingleResult();
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
