/** What every resource shares: request ids, error answers, body limits, JSON, pages. It knows no capability. */
@NullMarked
package io.flipside.server.http;

import org.jspecify.annotations.NullMarked;
