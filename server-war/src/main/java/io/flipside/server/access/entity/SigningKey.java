// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Stores a secret key with which the server signs tokens or download links. */
@Entity
@Table(name = "secrets")
public class SigningKey {
    @Id
    private String name = "";

    private String content = "";

    protected SigningKey() {}

    public SigningKey(String name, String content) {
        this.name = name;
        this.content = content;
    }

    public String content() {
        return content;
    }
}
