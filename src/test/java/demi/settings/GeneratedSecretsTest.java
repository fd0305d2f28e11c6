package demi.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Secret;
import demi.settings.GeneratedSecrets.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedSecretsTest {
    @TempDir
    Path root;

    private Path dataDir;

    @BeforeEach
    void dataDirectory() {
        dataDir = root.resolve("demi");
    }

    @Test
    void theyAreMadeOnceAndKept() throws IOException {
        SigningKeys first = GeneratedSecrets.complete(dataDir, tokens(null, null));
        assertEquals(first, GeneratedSecrets.complete(dataDir, tokens(null, null)));
        assertNotEquals(first.access(), first.refresh());
        assertTrue(first.access().value().length() >= 64);
    }

    @Test
    void onlyTheOwnerCanReadThem() throws IOException {
        GeneratedSecrets.complete(dataDir, tokens(null, null));
        assertEquals("rwx------", mode(dataDir));
        assertEquals("rwx------", mode(dataDir.resolve("secrets")));
        try (Stream<Path> files = Files.list(dataDir.resolve("secrets"))) {
            Set<String> all =
                    files.map(file -> file.getFileName() + " " + mode(file)).collect(Collectors.toSet());
            assertEquals(Set.of("jwt_secret_key rw-------", "jwt_refresh_secret_key rw-------"), all);
        }
    }

    @Test
    void openedPermissionsAreClosedAgain() throws IOException {
        SigningKeys first = GeneratedSecrets.complete(dataDir, tokens(null, null));
        Path file = dataDir.resolve("secrets/jwt_secret_key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(first, GeneratedSecrets.complete(dataDir, tokens(null, null)));
        assertEquals("rw-------", mode(file));
    }

    @Test
    void whatIsSetIsUsedAndNothingWritten() throws IOException {
        Secret access = new Secret("a".repeat(32));
        Secret refresh = new Secret("b".repeat(32));
        assertEquals(new SigningKeys(access, refresh), GeneratedSecrets.complete(dataDir, tokens(access, refresh)));
        assertFalse(Files.exists(dataDir));
    }

    @Test
    void aDamagedOrEqualKeyIsRefused() throws IOException {
        SigningKeys keys = GeneratedSecrets.complete(dataDir, tokens(null, null));
        assertThrows(InvalidSettings.class, () -> GeneratedSecrets.complete(dataDir, tokens(keys.refresh(), null)));
        Files.writeString(dataDir.resolve("secrets/jwt_secret_key"), "short");
        InvalidSettings refused =
                assertThrows(InvalidSettings.class, () -> GeneratedSecrets.complete(dataDir, tokens(null, null)));
        assertTrue(String.valueOf(refused.getMessage()).contains("jwt_secret_key"));
        assertFalse(String.valueOf(refused.getMessage()).contains("short\""));
    }

    @Test
    void startsAtTheSameTimeAgree() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            Callable<SigningKeys> start = () -> GeneratedSecrets.complete(dataDir, tokens(null, null));
            Set<SigningKeys> seen = new HashSet<>();
            for (Future<SigningKeys> keys :
                    pool.invokeAll(IntStream.range(0, 16).mapToObj(i -> start).toList())) {
                seen.add(keys.get());
            }
            assertEquals(1, seen.size());
        } finally {
            pool.shutdownNow();
        }
    }

    private static GeneratedSecrets.Configured tokens(@Nullable Secret access, @Nullable Secret refresh) {
        return new GeneratedSecrets.Configured(access, refresh);
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
