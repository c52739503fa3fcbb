// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.device.statestore.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Declares the configuration keys of the state store ({@code state.*}). */
@ObjectClassDefinition(pid = "io.flipside.state", name = "State store")
@interface StateStoreConfig {
    @AttributeDefinition(description = "directory of the state, on the data partition; made if it is missing")
    String directory();
}
