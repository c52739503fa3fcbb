/** Holds what all resources share: request ids, error responses, body limits, JSON, pages. It knows no capability. */
@NullMarked
package io.flipside.server.http;

import org.jspecify.annotations.NullMarked;
