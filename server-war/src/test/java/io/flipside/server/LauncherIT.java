// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flipside.server.database.SchemaMigration;
import io.flipside.server.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping what {@code java -jar} runs. */
class LauncherIT {
    private static final Pattern PASSWORD = Pattern.compile("First administrator: (\\S+)  password: (\\S+)");
    private static final Map<String, String> NO_ADMINISTRATOR =
            Map.of("FLIPSIDE_ADMIN_EMAIL", "", "FLIPSIDE_ADMIN_PASSWORD", "");

    /** Of the class archive, which takes minutes to make; .ci/run makes it. */
    private static final String ONLY_IN_CI = "CI=true in the environment makes an archive of the server's classes";

    /** In a URL, the last of these would begin the options of the database. */
    private static final String UNUSUAL = "UTF-8".equals(System.getProperty("sun.jnu.encoding")) ? "ä b;$c" : "a b;$c";

    @TempDir
    Path temporary;

    Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve(UNUSUAL));
    }

    @Test
    void theFirstStartMakesAPasswordAndTheSecondKeepsIt() throws Exception {
        String email;
        String password;
        try (ServerProcess first = ServerProcess.start(folder, NO_ADMINISTRATOR)) {
            assertThat(first.log()).as("what means nothing").doesNotContain("WARN", "Payara", "jakarta.");
            Matcher shown = PASSWORD.matcher(first.log());
            assertThat(shown.find()).isTrue();
            email = shown.group(1);
            password = reset(email, shown.group(2), first);
            assertThatThrownBy(() -> ServerProcess.start(folder.resolve("."), NO_ADMINISTRATOR))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another server is using");
            assertThat(first.stop()).isZero();
        }
        try (ServerProcess second = ServerProcess.start(folder, NO_ADMINISTRATOR)) {
            assertThat(second.log()).doesNotContain("password:");
            new Wire(second.uri()).as(email, password);
            assertThat(second.endInput()).as("it ends with who started it").isZero();
        }
    }

    /** A new password instead of a lost one, on the server's machine; answers it. */
    private String reset(String email, String lost, ServerProcess server) throws Exception {
        Wire session = new Wire(server.uri()).as(email, lost);
        assertThat(command("reset-password", "nobody@example.com", "--data", data()))
                .contains("there is no user", email);
        String shown = command("reset-password", email, "--data", data());
        assertThat(shown).startsWith("The password of " + email + " is now ");
        assertThat(session.get("/api/management/v1/useradm/users/me").statusCode())
                .isEqualTo(401);
        return shown.replaceAll("(?s).* is now (\\S+) .*", "$1");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static String command(String... arguments) throws Exception {
        Process process = ServerProcess.command(arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Test
    void aServerThatDiesIsThereAgainWithAllThatItHasAnswered() throws Exception {
        String password = "correct-${user.name}-${ENV=PATH}";
        String user = "{\"email\":\"kept@example.com\",\"password\":\"kept-through-a-kill\"}";
        try (ServerProcess server = ServerProcess.start(folder, Map.of("FLIPSIDE_ADMIN_PASSWORD", password))) {
            Wire operator = new Wire(server.uri()).as(server.email(), password);
            assertThat(operator.post("/api/management/v1/useradm/users", user).statusCode())
                    .isEqualTo(201);
            ProcessHandle java = server.java();
            java.destroyForcibly();
            java.onExit().join();
            server.awaitReadyAgain();
            assertThat(server.log()).contains("was killed with SIGKILL", "it is started again in 1 s");
            new Wire(server.uri()).as("kept@example.com", "kept-through-a-kill");
            assertKeepsItsFolderWhenItsLauncherIsGone(server);
        }
        assertThat(Files.getPosixFilePermissions(folder.resolve("data")))
                .as("whoever reads the database can forge tokens")
                .containsExactlyInAnyOrder(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.OWNER_EXECUTE);
    }

    private void assertKeepsItsFolderWhenItsLauncherIsGone(ServerProcess first) throws Exception {
        ProcessHandle java = first.java();
        first.pause();
        first.killLauncher();
        try {
            assertThatThrownBy(() -> ServerProcess.start(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("although its launcher has ended");
        } finally {
            java.destroyForcibly();
            java.onExit().join();
        }
    }

    @Test
    void aServerThatCannotStartSaysSoAndEnds() {
        assertThatThrownBy(
                        () -> ServerProcess.start(folder, Map.of("FLIPSIDE_DB_URL", "jdbc:h2:file:/proc/nowhere/db")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the server did not start")
                .hasMessageNotContaining("started again")
                .hasMessageNotContaining("ready at");
    }

    @Test
    void helpAndVersionAreShownWithoutStartingAnything() throws Exception {
        assertThat(command("-h")).isEqualTo(command("--help")).contains("--data DIR");
        assertThat(command("--version")).matches("flipside-server [0-9]+\\.[0-9]+\\.[0-9]+.*\n");
        assertThat(command("--what")).contains("unknown option '--what'", "--data DIR");
    }

    @Test
    void aShortPasswordIsRefusedInOneLine() {
        assertThatThrownBy(() -> ServerProcess.start(folder, Map.of("FLIPSIDE_ADMIN_PASSWORD", "short")))
                .isInstanceOf(IOException.class)
                .hasMessage("the server did not start; it said:\n"
                        + "flipside-server: FLIPSIDE_ADMIN_PASSWORD is too short;"
                        + " choose a password of at least 8 characters\n");
    }

    @Test
    void aDatabaseOfANewerServerIsRefusedInOneLine() throws Exception {
        TestDatabase database = TestDatabase.empty(TestDatabase.Product.H2, temporary.resolve("data"));
        new SchemaMigration(database.source()).migrate();
        try (Connection connection = database.source().getConnection();
                Statement sql = connection.createStatement()) {
            sql.executeUpdate("update \"flyway_schema_history\" set \"version\" = 99 where \"version\" = '2'");
        }
        assertThatThrownBy(() -> ServerProcess.start(temporary))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(
                        "(?s).*\nflipside-server: the server did not start: the database is of a newer server:"
                                + " its schema has version 99, this server knows versions up to \\d+; start the newer server, .*");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "CI", matches = "true", disabledReason = ONLY_IN_CI)
    void laterStartsUseTheArchiveOfClassesThatTheFirstHasMade() throws Exception {
        Path archive = folder.resolve("data/runtime/classes.jsa");
        try (ServerProcess first = ServerProcess.startUnlinked(folder, Map.of("FLIPSIDE_CLASS_ARCHIVE_SECONDS", "1"))) {
            Eventually.is(
                    "the archive",
                    Duration.ofMinutes(5),
                    () -> Files.exists(archive.resolveSibling("classes.jsa.for")));
            assertThat(first.stop()).isZero();
        }
        // Java refuses to start with this option if the archive does not fit.
        try (ServerProcess second = ServerProcess.start(
                folder, Map.of("FLIPSIDE_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx512m -Xshare:on"))) {
            assertThat(second.log()).contains("ready at");
            assertThat(second.stop()).isZero();
        }
        assertThat(archive).as("is kept").exists();
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "CI", matches = "true", disabledReason = ONLY_IN_CI)
    void aServerThatIsStoppedWhileItsArchiveIsMadeLeavesNothingBehind() throws Exception {
        Path unfinished = folder.resolve("data/runtime/classes.log");
        try (ServerProcess first = ServerProcess.startUnlinked(folder, Map.of("FLIPSIDE_CLASS_ARCHIVE_SECONDS", "1"))) {
            Eventually.is("its beginning", Duration.ofMinutes(1), () -> Files.exists(unfinished));
            assertThat(first.stop()).isZero();
        }
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> process.info().commandLine().orElse("").contains(folder.toString()));
    }
}
