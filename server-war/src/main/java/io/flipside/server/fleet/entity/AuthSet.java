// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.entity;

import io.flipside.server.database.MicrosecondClock;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Stores an authorisation set: one public key of a device, with its status. */
@Entity
@Table(name = "auth_sets")
@NamedQuery(
        name = AuthSet.OF_DEVICES,
        query = "select s from AuthSet s where s.deviceId in :devices order by s.created, s.id")
public class AuthSet {
    public static final String OF_DEVICES = "AuthSet.ofDevices";

    @Id
    private String id = "";

    @Column(name = "device_id")
    private String deviceId = "";

    @Column(name = "key_digest")
    private String keyDigest = "";

    private String pubkey = "";

    @Enumerated(EnumType.STRING)
    private AuthStatus status = AuthStatus.PENDING;

    /** From which network it came first: keys that wait share their places by it. */
    private String address = "";

    private Instant created = Instant.EPOCH;

    protected AuthSet() {}

    public AuthSet(Device device, DevicePublicKey key, String address) {
        id = UUID.randomUUID().toString();
        this.address = address;
        deviceId = device.id();
        keyDigest = key.digest();
        pubkey = key.pem();
        created = MicrosecondClock.now();
    }

    /** Preauthorises a key of which only the fingerprint is known, perhaps. */
    public AuthSet(Device device, String fingerprint, String pem) {
        id = UUID.randomUUID().toString();
        deviceId = device.id();
        keyDigest = fingerprint;
        pubkey = pem;
        status = AuthStatus.PREAUTHORIZED;
        created = MicrosecondClock.now();
    }

    /** Completes a set of which only the fingerprint was known. */
    public void learn(DevicePublicKey key) {
        pubkey = key.pem();
    }

    public void decide(AuthStatus decision) {
        status = decision;
    }

    public boolean has(DevicePublicKey key) {
        return keyDigest.equals(key.digest());
    }

    public String id() {
        return id;
    }

    public String deviceId() {
        return deviceId;
    }

    /** The SHA-256 digest of the public key in DER, in hexadecimal: what {@code openssl pkey -pubin -outform DER} hashes. */
    public String fingerprint() {
        return keyDigest;
    }

    public String pubkey() {
        return pubkey;
    }

    public AuthStatus status() {
        return status;
    }

    public String address() {
        return address;
    }

    public Instant created() {
        return created;
    }
}
