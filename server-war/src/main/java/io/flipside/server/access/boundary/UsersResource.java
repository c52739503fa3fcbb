// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.access.boundary;

import io.flipside.server.access.control.PasswordChecker;
import io.flipside.server.access.control.PasswordHashingQueue;
import io.flipside.server.access.control.UserAccounts;
import io.flipside.server.access.entity.CallerRole;
import io.flipside.server.access.entity.User;
import io.flipside.server.change.TransactionRunner;
import io.flipside.server.http.ClientAddress;
import io.flipside.server.http.ErrorResponseException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Serves the management API of users. */
@Path("management/v1/useradm/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
@AllowedRole(CallerRole.USER)
public class UsersResource {
    @Inject
    TransactionRunner transactions;

    @Inject
    UserAccounts accounts;

    @Inject
    PasswordHashingQueue hashing;

    @Inject
    PasswordChecker passwords;

    @Inject
    ClientAddress addresses;

    @GET
    @Operation(summary = "List the users")
    public List<UserView> list(@QueryParam("id") List<String> ids, @QueryParam("email") List<String> emails) {
        List<String> wanted = emails.stream().map(User::normal).toList();
        return accounts.all().stream()
                .filter(user -> ids.isEmpty() || ids.contains(user.id()))
                .filter(user -> wanted.isEmpty() || wanted.contains(user.email()))
                .map(UserView::of)
                .toList();
    }

    @POST
    @Operation(summary = "Create a user")
    @APIResponse(responseCode = "201", description = "Created")
    @APIResponse(
            responseCode = "422",
            description = "A member is missing, the password is weak, or there is a user with this address")
    @APIResponse(responseCode = "429", description = "Too many passwords are hashed at once")
    public Response create(@Context SecurityContext caller, NewUser user) {
        String email = user.email();
        String password = user.password();
        if (email == null || password == null) {
            throw ErrorResponseException.unprocessable("email and password are needed");
        }
        UserAccounts.requireStrong(password);
        String hash = hashing.hash(password);
        User made = transactions.run(() -> {
            accounts.requirePresent(AuthenticatedCaller.of(caller).id());
            return accounts.create(email, hash);
        });
        return Response.created(URI.create("management/v1/useradm/users/" + made.id()))
                .build();
    }

    @GET
    @Path("me")
    @Operation(summary = "The user who calls")
    public UserView me(@Context SecurityContext caller) {
        return UserView.of(accounts.get(AuthenticatedCaller.of(caller).id()));
    }

    @PUT
    @Path("me")
    @Operation(summary = "Change the own e-mail address, the own password, or both")
    @APIResponse(responseCode = "409", description = "The password was changed at the same moment")
    @APIResponse(
            responseCode = "422",
            description = "A member is missing or wrong, the password is weak, or there is a user with this address")
    @APIResponse(responseCode = "429", description = "Too many wrong passwords, or too many are hashed at once")
    public void changeMe(@Context SecurityContext caller, @Context HttpServletRequest request, AccountChange change) {
        String current = change.currentPassword();
        Optional<String> email = Optional.ofNullable(change.email());
        Optional<String> password = Optional.ofNullable(change.password());
        if (current == null || (email.isEmpty() && password.isEmpty())) {
            throw ErrorResponseException.unprocessable("current_password is needed, and email or password");
        }
        User user = accounts.get(AuthenticatedCaller.of(caller).id());
        String proved = user.passwordHash();
        if (!passwords.matches(current, Optional.of(user), user.email(), addresses.of(request))) {
            throw ErrorResponseException.unprocessable("current_password is wrong");
        }
        password.ifPresent(UserAccounts::requireStrong);
        Optional<String> hash = password.map(hashing::hash);
        transactions.run(() -> {
            email.ifPresent(address -> accounts.changeEmail(user.id(), proved, address));
            hash.ifPresent(changed -> accounts.changePassword(user.id(), proved, changed));
        });
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One user")
    public UserView get(@PathParam("id") String id) {
        return UserView.of(accounts.get(id));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete a user")
    @APIResponse(responseCode = "409", description = "The last user stays")
    public void delete(@Context SecurityContext caller, @PathParam("id") String id) {
        String who = AuthenticatedCaller.of(caller).id();
        transactions.run(() -> accounts.delete(who, id));
    }

    /** Holds the body of a request to add a user. */
    public record NewUser(
            @Schema(required = true) @Nullable String email, @Schema(required = true) @Nullable String password) {}

    /** Holds the body of a request to change one's e-mail address or password. */
    public record AccountChange(
            @Nullable String email,
            @Nullable String password,
            @Schema(required = true) @Nullable String currentPassword) {}

    /** A person as Mender shows one. */
    public record UserView(String id, String email, Instant createdTs, Instant updatedTs, Optional<Instant> loginTs) {
        static UserView of(User user) {
            return new UserView(user.id(), user.email(), user.created(), user.updated(), user.login());
        }
    }
}
