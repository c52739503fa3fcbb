// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.ArtifactWriter;
import io.flipside.server.ServerProcess;
import io.flipside.server.SharedServer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a client that OpenAPI Generator makes of the server's document compiles, and works. */
class GeneratedClientIT {
    private static final Path MODULE = Path.of(System.getProperty("flipside.root"), "server-war");
    private static final Path GENERATOR = MODULE.resolve("target/openapi-generator/openapi-generator-cli.jar");
    private static final Path TOUR = MODULE.resolve("src/test/resources/generated-client/GeneratedClientTour.java");

    @TempDir
    Path folder;

    @Test
    void aGeneratedClientLogsInUploadsDeploysAndAborts() throws Exception {
        ServerProcess server = SharedServer.get();
        Wire anyone = new Wire(server.uri());
        Desk desk = new Desk(anyone.as(server.email(), server.password()));
        TestDevice device = TestDevice.withEd25519(anyone);
        device.authorise();
        desk.accept(device.mac());
        String release = "generated-" + UUID.randomUUID();
        Path classes = compile(generate(Files.writeString(
                folder.resolve("openapi.json"), anyone.get("/openapi").body())));

        String deployment;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            deployment = (String) loader.loadClass("GeneratedClientTour")
                    .getMethod("run", String.class, String.class, String.class, String.class)
                    .invoke(
                            null,
                            server.uri().resolve("/").toString().replaceAll("/$", ""),
                            server.email() + ":" + server.password(),
                            artifact(release).toString(),
                            release);
        }

        assertThat(desk.deployment(deployment).string("status")).contains("finished");
        assertThat(desk.deviceDeployment(deployment).string("status")).contains("aborted");
    }

    private Path artifact(String name) throws Exception {
        Path file = folder.resolve(name + ".mender");
        ArtifactWriter.module("single-file")
                .name(name)
                .deviceTypes("board")
                .file(Files.writeString(folder.resolve(name), "content"))
                .write(file);
        return file;
    }

    private Path generate(Path document) throws Exception {
        Path client = folder.resolve("client");
        Path log = folder.resolve("generator.log");
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        GENERATOR.toString(),
                        "generate",
                        "--input-spec=" + document,
                        "--output=" + client,
                        "--generator-name=java",
                        "--library=native",
                        "--global-property=apiTests=false,modelTests=false,apiDocs=false,modelDocs=false",
                        "--additional-properties=invokerPackage=client,apiPackage=client.api,modelPackage=client.model,"
                                + "openApiNullable=false,useJakartaEe=true")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(generator.waitFor()).as(() -> read(log)).isZero();
        return client.resolve("src/main/java");
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path compile(Path sources) throws Exception {
        Path classes = folder.resolve("classes");
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-nowarn", "-Xlint:none", "-d", classes.toString(), TOUR.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return classes;
    }
}
