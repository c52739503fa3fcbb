// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flipside.server.change.TransactionRunner;
import io.flipside.server.fleet.control.DeviceAuthorization;
import io.flipside.server.fleet.control.DeviceQuery;
import io.flipside.server.fleet.control.DeviceRepository;
import io.flipside.server.fleet.entity.AuthStatus;
import io.flipside.server.fleet.entity.DevicePublicKey;
import io.flipside.server.fleet.entity.IdentityData;
import jakarta.inject.Inject;
import java.io.File;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole WAR that was built, on Payara Micro, with a test inside that calls its beans as many threads at once. */
@ExtendWith(ArquillianExtension.class)
class DeviceAuthorizationRaceIT {
    private static final int REQUESTS = 16;

    @Inject
    DeviceAuthorization authorization;

    @Inject
    DeviceRepository devices;

    @Inject
    TransactionRunner transactions;

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/flipside-server.war"));
    }

    /** A client that restarts while its first request is still on the way asks twice. */
    @Test
    void aDeviceThatAsksManyTimesAtOnceIsOneDevice() throws Exception {
        IdentityData identity = IdentityData.parse("{\"mac\":\"02:00:00:02:00:01\"}");
        DevicePublicKey key = new DevicePublicKey(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                calls.add(() -> transactions
                        .run(() -> authorization.requestAuthorization(identity, key, "192.0.2.1"))
                        .isEmpty());
            }
            for (Future<Boolean> waits : threads.invokeAll(calls)) {
                assertEquals(true, waits.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, devices.count(DeviceQuery.ALL.withStatuses(List.of(AuthStatus.PENDING))));
    }
}
