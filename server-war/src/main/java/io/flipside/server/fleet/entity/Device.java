// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.entity;

import io.flipside.server.database.MicrosecondClock;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores a device that has requested authentication. Each key that it sent has an authorisation set; at most one of
 * them is accepted, and with it the device.
 */
@Entity
@Table(name = "devices")
public class Device {
    @Id
    private String id = "";

    @Column(name = "identity_digest")
    private String identityDigest = "";

    @Column(name = "identity_data")
    private String identityData = "{}";

    private String name = "";

    @Enumerated(EnumType.STRING)
    private AuthStatus status = AuthStatus.PENDING;

    @Column(name = "accepted_set")
    private @Nullable String acceptedSet;

    /** Another one with each acceptance, so that no token or link of before it lives again. */
    @Column(name = "token_id")
    private @Nullable String tokenId;

    @Column(name = "group_name")
    private @Nullable String group;

    @Column(name = "device_type")
    private @Nullable String deviceType;

    @Column(name = "artifact_name")
    private @Nullable String artifactName;

    private @Nullable String provides;
    /** From which network it asked first, until somebody has decided on it: whoever has one may have to give way. */
    private @Nullable String address;

    private Instant created = Instant.EPOCH;
    private Instant updated = Instant.EPOCH;

    @Column(name = "checked_in")
    private @Nullable Instant checkedIn;

    @Version
    private long version;

    protected Device() {}

    /** A device that asks from an address; one that is preauthorised has asked from nowhere yet. */
    public Device(IdentityData identity, @Nullable String address) {
        this(identity);
        this.address = address;
    }

    public Device(IdentityData identity) {
        id = UUID.randomUUID().toString();
        identityDigest = identity.digest();
        identityData = identity.text();
        name = identity.name();
        created = MicrosecondClock.now();
        updated = created;
    }

    /** Takes a key that nobody has decided on. It changes nothing of a device that was decided on. */
    public void keyArrived() {
        if (status == AuthStatus.NOAUTH) {
            status = AuthStatus.PENDING;
            address = null;
        }
    }

    /** Tells whether nobody has ever decided on it: then it has no inventory and no deployments. */
    public boolean isUndecided() {
        return status == AuthStatus.PENDING && address != null;
    }

    /**
     * Derives the status of the device from its authorisation sets, after a decision. A device that was accepted or
     * rejected does not become pending by keys of strangers.
     */
    public void updateAuthStatus(List<AuthSet> sets) {
        @Nullable String before = acceptedSet;
        acceptedSet = sets.stream()
                .filter(set -> set.status() == AuthStatus.ACCEPTED)
                .map(AuthSet::id)
                .findFirst()
                .orElse(null);
        if (!Objects.equals(acceptedSet, before)) {
            tokenId = acceptedSet == null ? null : UUID.randomUUID().toString();
        }
        boolean open = status == AuthStatus.PENDING || status == AuthStatus.NOAUTH;
        AuthStatus second = open ? AuthStatus.PENDING : AuthStatus.REJECTED;
        AuthStatus third = open ? AuthStatus.REJECTED : AuthStatus.PENDING;
        status = List.of(AuthStatus.ACCEPTED, AuthStatus.PREAUTHORIZED, second, third).stream()
                .filter(candidate -> sets.stream().anyMatch(set -> set.status() == candidate))
                .findFirst()
                .orElse(AuthStatus.NOAUTH);
        if (status != AuthStatus.PENDING) {
            address = null;
        }
        updated = MicrosecondClock.now();
    }

    /** The id of the tokens that are valid now; before version 5 of the schema, it was that of the authorisation set. */
    public Optional<String> tokenId() {
        return status == AuthStatus.ACCEPTED
                ? Optional.ofNullable(tokenId != null ? tokenId : acceptedSet)
                : Optional.empty();
    }

    /** Tells whether the device is accepted with this authorisation set. */
    public boolean isAcceptedWith(String authSet) {
        return status == AuthStatus.ACCEPTED && authSet.equals(acceptedSet);
    }

    public void checkedIn(Instant when) {
        checkedIn = when;
    }

    public void inventoryChanged(Optional<String> type, Optional<String> artifact) {
        deviceType = type.orElse(null);
        artifactName = artifact.orElse(null);
        updated = MicrosecondClock.now();
        checkedIn = updated;
    }

    /** Remembers what it provides, as JSON, from its last question for an update. */
    public void provides(String json) {
        provides = json;
    }

    public void joinGroup(@Nullable String newGroup) {
        group = newGroup;
        updated = MicrosecondClock.now();
    }

    public String id() {
        return id;
    }

    public IdentityData identity() {
        return new IdentityData(identityData);
    }

    public String name() {
        return name;
    }

    public AuthStatus status() {
        return status;
    }

    public Optional<String> group() {
        return Optional.ofNullable(group);
    }

    public Optional<String> deviceType() {
        return Optional.ofNullable(deviceType);
    }

    public Optional<String> artifactName() {
        return Optional.ofNullable(artifactName);
    }

    public Optional<String> provides() {
        return Optional.ofNullable(provides);
    }

    public Instant created() {
        return created;
    }

    public Instant updated() {
        return updated;
    }

    public Optional<Instant> checkedIn() {
        return Optional.ofNullable(checkedIn);
    }
}
