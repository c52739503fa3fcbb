// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.fleet.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;

/** Stores one inventory attribute of a device: scope, name and JSON value. The value is text, a number, or a list. */
@Entity
@Table(name = "attributes")
@IdClass(InventoryAttribute.Key.class)
@NamedQuery(
        name = InventoryAttribute.OF_DEVICES,
        query = "select a from InventoryAttribute a where a.deviceId in :devices order by a.name")
@NamedQuery(
        name = InventoryAttribute.SIZES,
        query = "select a.deviceId, sum(length(a.content)) from InventoryAttribute a where a.deviceId in :devices"
                + " group by a.deviceId")
public class InventoryAttribute {
    public static final String OF_DEVICES = "InventoryAttribute.ofDevices";
    public static final String SIZES = "InventoryAttribute.sizes";
    public static final String INVENTORY = "inventory";

    @Id
    @Column(name = "device_id")
    private String deviceId = "";

    @Id
    private String scope = INVENTORY;

    @Id
    private String name = "";

    private String content = "";
    private Instant updated = Instant.EPOCH;

    protected InventoryAttribute() {}

    public InventoryAttribute(String deviceId, String name, String content, Instant updated) {
        this.deviceId = deviceId;
        this.name = name;
        this.content = content;
        this.updated = updated;
    }

    /** Takes a new value; says whether it was another. */
    public boolean update(String newContent, Instant when) {
        if (content.equals(newContent)) {
            return false;
        }
        content = newContent;
        updated = when;
        return true;
    }

    public String deviceId() {
        return deviceId;
    }

    public String scope() {
        return scope;
    }

    public String name() {
        return name;
    }

    public String content() {
        return content;
    }

    public Instant updated() {
        return updated;
    }

    /** The primary key. */
    public static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;
        private String deviceId = "";
        private String scope = "";
        private String name = "";

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && deviceId.equals(key.deviceId)
                    && scope.equals(key.scope)
                    && name.equals(key.name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(deviceId, scope, name);
        }
    }
}
