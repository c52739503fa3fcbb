// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/** Stores a token that was issued to a user. Deleting it revokes it. */
@Entity
@Table(name = "user_tokens")
@NamedQuery(
        name = UserToken.HELD,
        query = "select count(t) from UserToken t where t.id = :id and t.userId = :user and t.expires > :now")
@NamedQuery(name = UserToken.DELETE_EXPIRED, query = "delete from UserToken t where t.expires < :now")
@NamedQuery(name = UserToken.DELETE_OF_USER, query = "delete from UserToken t where t.userId = :user")
public class UserToken {
    public static final String HELD = "UserToken.held";
    public static final String DELETE_EXPIRED = "UserToken.deleteExpired";
    public static final String DELETE_OF_USER = "UserToken.deleteOfUser";

    @Id
    private String id = "";

    @Column(name = "user_id")
    private String userId = "";

    /** Only queries read it. */
    @SuppressWarnings("unused")
    private Instant expires = Instant.EPOCH;

    protected UserToken() {}

    public UserToken(String id, String userId, Instant expires) {
        this.id = id;
        this.userId = userId;
        this.expires = expires;
    }
}
