// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.database;

import jakarta.persistence.TypedQuery;
import java.util.List;

/**
 * Selects one page of a query's rows.
 *
 * @param number from 1
 * @param size rows of a page
 */
public record Page(int number, int size) {
    /** Reads the rows of this page. */
    public <T> List<T> of(TypedQuery<T> query) {
        return query.setFirstResult((number - 1) * size).setMaxResults(size).getResultList();
    }
}
