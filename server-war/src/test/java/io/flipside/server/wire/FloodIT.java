// Copyright (c) Flipside contributors.
// SPDX-License-Identifier: Apache-2.0
package io.flipside.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.flipside.artifact.json.Json;
import io.flipside.artifact.json.JsonObject;
import io.flipside.artifact.json.JsonValue;
import io.flipside.server.Eventually;
import io.flipside.server.ServerProcess;
import io.flipside.server.TestDatabase;
import io.flipside.server.TestDatabase.Product;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flood of first requests from 50 addresses, while accepted devices poll, a preauthorised one comes, and an operator accepts
 * one from a new address. A build makes a short one; the whole, on either database, is made by
 * {@code -Dflipside.flood=100000 -Dflipside.flood.devices=500 -Dflipside.flood.database=H2} on the command line of Maven.
 */
class FloodIT {
    private static final int REQUESTS = Integer.getInteger("flipside.flood", 500);
    private static final int DEVICES = Integer.getInteger("flipside.flood.devices", 20);
    private static final int PER_SECOND = Integer.getInteger("flipside.flood.rate", 500);
    private static final Product PRODUCT = Product.valueOf(System.getProperty("flipside.flood.database", "H2"));
    private static final long SEED = Long.getLong("flipside.seed", 7);
    private static final int ADDRESSES = 50;
    private static final int AT_ONCE = 32;
    private static final int POLLS_PER_SECOND = 50;
    private static final int PLACES = REQUESTS / 10;
    private static final int SECONDS = Math.max(10, REQUESTS / 500);
    private static final String DEVICES_PATH = "/api/management/v1/flipside/devices";
    private static final String DECISIONS = "/api/management/v1/flipside/decisions";
    private static final String PENDING = "/api/management/v2/devauth/devices/count?status=pending";

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Map<Integer, AtomicLong> answers = new ConcurrentSkipListMap<>();
    private TestDatabase database;
    private ServerProcess server;
    private Wire anyone;
    private Wire operator;

    @BeforeEach
    void start() throws Exception {
        database = TestDatabase.empty(PRODUCT, folder.resolve("data"));
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("FLIPSIDE_PROXIES", "127.0.0.1");
        environment.put("FLIPSIDE_PENDING_DEVICES", String.valueOf(PLACES));
        environment.put("FLIPSIDE_PENDING_SECONDS", String.valueOf(SECONDS));
        server = ServerProcess.start(folder, environment);
        anyone = new Wire(server.uri());
        operator = anyone.as(server.email(), server.password());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nobodyNoticesAFlood() throws Exception {
        List<Wire> fleet = accepted();
        say(
                "seed " + SEED + ", " + PRODUCT + ", " + REQUESTS + " requests, " + DEVICES
                        + " devices; database before",
                size());
        try (SteadyLoad polls = SteadyLoad.of(POLLS_PER_SECOND, 8, i -> poll(fleet.get(i % DEVICES)))) {
            TimeUnit.MILLISECONDS.sleep(Math.min(20_000, 2L * REQUESTS));
            say("polls without", polls.drain());
            try (SteadyLoad flood = SteadyLoad.of(PER_SECOND, AT_ONCE, i -> ask())) {
                flood.await(REQUESTS / 4);
                say("a preauthorised device is in after ms", preauthorised());
                flood.await(REQUESTS / 2);
                say("database during", size());
                say("a device from a new address is in after ms", fromANewAddress());
                flood.await(REQUESTS);
                say("requests of the flood", flood.drain());
            }
            SteadyLoad.Figures with = polls.drain();
            say("polls with", with);
            assertThat(with.percentile(99)).isLessThan(Duration.ofSeconds(2));
        }
        say("answers to the flood", answers);
        say("database after", size());
        assertThat(answers.keySet()).isSubsetOf(401, 429);
        // Those that were on their way when the others were counted have found a place, too.
        assertThat(pending()).isLessThanOrEqualTo(PLACES + AT_ONCE);
        Eventually.is("the pending devices are forgotten", Duration.ofSeconds(2L * SECONDS + 30), () -> pending() == 0);
        say("database after the sweep", size());
    }

    /** Devices that an operator has accepted, many in a call. */
    private List<Wire> accepted() throws Exception {
        List<TestDevice> devices = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            TestDevice device = TestDevice.withEd25519(anyone.from("198.51.100." + i / 50));
            assertThat(device.authorise().statusCode()).isEqualTo(401);
            devices.add(device);
        }
        List<String> keys = new ArrayList<>();
        for (JsonValue row : newest()) {
            keys.add(key(row.asObject()));
        }
        accept(keys);
        List<Wire> fleet = new ArrayList<>();
        for (TestDevice device : devices) {
            HttpResponse<String> answer = device.authorise();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            fleet.add(anyone.with(answer.body()));
        }
        return fleet;
    }

    private void accept(List<String> keys) throws Exception {
        String ids = "\"" + String.join("\",\"", keys) + "\"";
        HttpResponse<String> answer = operator.post(DECISIONS, "{\"status\":\"accepted\",\"keys\":[" + ids + "]}");
        assertThat(answer.body()).isEqualTo("{\"decided\":" + keys.size() + "}");
    }

    /** What the console shows first. */
    private List<JsonValue> newest() throws Exception {
        HttpResponse<String> answer = operator.get(DEVICES_PATH + "?status=pending&sort=desc&per_page=500");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body()).asArray().values();
    }

    private static String key(JsonObject row) throws Exception {
        return row.array("keys")
                .orElseThrow()
                .values()
                .get(0)
                .asObject()
                .string("id")
                .orElseThrow();
    }

    private static void poll(Wire device) throws Exception {
        assertThat(TestDevice.next(device, "1.0", "flooded").statusCode()).isEqualTo(204);
    }

    private void ask() throws Exception {
        int from;
        synchronized (random) {
            from = random.nextInt(ADDRESSES);
        }
        int status = TestDevice.withEd25519(anyone.from("192.0.2." + from))
                .authorise()
                .statusCode();
        answers.computeIfAbsent(status, first -> new AtomicLong()).incrementAndGet();
    }

    private long preauthorised() throws Exception {
        TestDevice device = TestDevice.withEd25519(anyone.from("192.0.2.1"));
        String pem = Json.parse(device.authBody()).asObject().string("pubkey").orElseThrow();
        HttpResponse<String> made = operator.post(
                "/api/management/v2/devauth/devices",
                Json.text(JsonObject.builder()
                        .put(
                                "identity_data",
                                JsonObject.builder().put("mac", device.mac()).build())
                        .put("pubkey", pem)
                        .build()));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        long start = System.nanoTime();
        assertThat(device.authorise().statusCode()).isEqualTo(200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private long fromANewAddress() throws Exception {
        TestDevice device = TestDevice.withEd25519(anyone.from("203.0.113.1"));
        long start = System.nanoTime();
        Eventually.is(
                "a place", Duration.ofSeconds(10), () -> device.authorise().statusCode() == 401);
        List<String> keys = new ArrayList<>();
        for (JsonValue row : newest()) {
            if (row.asObject().string("name").equals(Optional.of(device.mac()))) {
                keys.add(key(row.asObject()));
            }
        }
        accept(keys);
        assertThat(device.authorise().statusCode()).isEqualTo(200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private long pending() throws Exception {
        return Json.parse(operator.get(PENDING).body())
                .asObject()
                .integer("count")
                .orElseThrow();
    }

    /** What the database takes on disk. */
    private String size() throws Exception {
        long bytes;
        if (PRODUCT == Product.H2) {
            bytes = Files.size(folder.resolve("data/database/flipside.mv.db"));
        } else {
            try (Connection sql = database.source().getConnection();
                    Statement statement = sql.createStatement();
                    ResultSet row = statement.executeQuery("select sum(file_size) from"
                            + " information_schema.innodb_sys_tablespaces where name like concat(database(), '/%')")) {
                row.next();
                bytes = row.getLong(1);
            }
        }
        return (bytes >> 10) + " KiB";
    }

    private static void say(String what, Object value) {
        System.out.println("FloodIT: " + what + ": " + value);
    }
}
