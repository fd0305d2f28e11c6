package demi.settings;

import demi.api.value.Secret;
import demi.settings.source.SettingsProblem;
import demi.util.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that nobody set: generated when they are first needed, kept in {@code <data dir>/secrets} and the same ever after.
 */
public final class GeneratedSecrets {
    private static final int BYTES = 48;
    private static final String ACCESS = "jwt_secret_key";
    private static final String REFRESH = "jwt_refresh_secret_key";

    private GeneratedSecrets() {}

    /** The same as they are set; null where they are not. */
    public record Configured(
            @Nullable Secret access, @Nullable Secret refresh) {}

    /** The two HS256 keys of tokens; they differ. */
    public record SigningKeys(Secret access, Secret refresh) {}

    /**
     * The keys that are set, and generated ones for those that are not.
     *
     * @throws InvalidSettings where a kept file is no key, or both keys are the same
     * @throws IOException where the data directory cannot be read or written
     */
    public static SigningKeys complete(Path dataDir, Configured given) throws IOException {
        Secret access = orKept(given.access(), dataDir, ACCESS);
        Secret refresh = orKept(given.refresh(), dataDir, REFRESH);
        differ(access, refresh, dataDir);
        return new SigningKeys(access, refresh);
    }

    private static void differ(Secret access, Secret refresh, Path dataDir) {
        if (access.equals(refresh)) {
            throw new InvalidSettings(List.of(new SettingsProblem(
                    "JWT_SECRET_KEY and JWT_REFRESH_SECRET_KEY",
                    null,
                    "must be two different secrets",
                    dataDir.resolve("secrets").toString())));
        }
    }

    /**
     * What {@link #complete} would say of the keys that are there; makes none, and changes nothing.
     *
     * @throws InvalidSettings as there
     * @throws IOException where a kept key cannot be read
     */
    public static void look(Path dataDir, Configured given) throws IOException {
        Secret access = orLook(given.access(), dataDir, ACCESS);
        Secret refresh = orLook(given.refresh(), dataDir, REFRESH);
        if (access != null && refresh != null) {
            differ(access, refresh, dataDir);
        }
    }

    /**
     * A secret of one's own, in a file of that name: as it is kept, or what {@code made} gives, kept from now on.
     *
     * @param made a line of at least 32 characters
     * @throws InvalidSettings where a kept file is no secret
     * @throws IOException where the data directory cannot be read or written
     */
    public static Secret keep(Path dataDir, String name, Supplier<String> made) throws IOException {
        Path folder = OwnerOnlyFiles.directory(OwnerOnlyFiles.directory(dataDir).resolve("secrets"));
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            write(file, made.get());
        }
        OwnerOnlyFiles.restrict(file);
        OwnerOnlyFiles.giveToOwnerOfFolder(file);
        return kept(file);
    }

    private static @Nullable Secret orLook(@Nullable Secret set, Path dataDir, String name) throws IOException {
        Path file = dataDir.resolve("secrets").resolve(name);
        return set != null || !Files.exists(file) ? set : kept(file);
    }

    private static Secret orKept(@Nullable Secret set, Path dataDir, String name) throws IOException {
        return set != null ? set : keep(dataDir, name, GeneratedSecrets::random);
    }

    private static Secret kept(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder; remove it, and a new key is made");
        }
        String kept = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (kept.getBytes(StandardCharsets.UTF_8).length < 32) {
            String rule = "holds no secret of at least 32 bytes; remove it, and a new one is made";
            throw new InvalidSettings(List.of(new SettingsProblem(file.toString(), null, rule, "the data directory")));
        }
        return new Secret(kept);
    }

    private static String random() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** All of the file or nothing: it gets its name only when it is written. Whoever is first wins. */
    private static void write(Path file, String secret) throws IOException {
        String text = secret + "\n";
        Path draft = Files.createTempFile(file.getParent(), ".new-", "");
        try {
            OwnerOnlyFiles.restrict(draft);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.US_ASCII.encode(text));
                channel.force(true);
            }
            give(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void give(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (IOException | UnsupportedOperationException e) {
            // A file system without hard links.
            Files.move(draft, file);
        }
    }
}
