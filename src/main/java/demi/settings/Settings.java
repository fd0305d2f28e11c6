package demi.settings;

import demi.api.value.Secret;
import demi.autonomy.AutonomySettings;
import demi.conductor.ConductorSettings;
import demi.discord.DiscordSettings;
import demi.emotion.EmotionSettings;
import demi.http.HttpSettings;
import demi.http.UptimePushSettings;
import demi.memory.MemorySettings;
import demi.model.ModelSettings;
import demi.notifications.NotificationSettings;
import demi.store.BackupSettings;
import demi.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Everything the owner can set, checked; a record a room. Made by {@link SettingsLoader}.
 *
 * @param dataDir everything Demi writes lives here; absolute
 * @param timezone for quiet hours and what she knows of the time of day
 */
public record Settings(
        Path dataDir,
        ZoneId timezone,
        HttpSettings http,
        Tokens tokens,
        Accounts accounts,
        ModelSettings model,
        ConductorSettings conductor,
        MemorySettings memory,
        AutonomySettings autonomy,
        NotificationSettings notifications,
        StoreSettings store,
        BackupSettings backup,
        DiscordSettings discord,
        Resources resources,
        Metrics metrics,
        UptimePushSettings push,
        Logging logging,
        EmotionSettings emotion) {

    /** The same, told that a stand-in plays the model; what is said then goes to a database of its own. */
    public Settings rehearsing(URI standIn) {
        return new Settings(
                dataDir,
                timezone,
                http.rehearsing(),
                tokens,
                accounts,
                model.rehearsing(standIn),
                conductor,
                memory,
                autonomy,
                // What is rehearsed reaches nobody's phone, monitor or Discord.
                NotificationSettings.none(),
                new StoreSettings(
                        dataDir.resolve("rehearsal").resolve("demi.sqlite"),
                        store.readers(),
                        store.batchLimit(),
                        store.queueLimit()),
                // What was rehearsed is worth none.
                new BackupSettings(Duration.ZERO, backup.keep(), backup.folder()),
                discord.rehearsing(),
                resources,
                metrics,
                new UptimePushSettings(null, push.every(), push.strict()),
                logging,
                emotion);
    }

    /**
     * The same with another model and a database in that folder, for a talk of nobody's.
     *
     * @param followUpAfter how long the person of that talk is silent before follow-ups are made
     */
    public Settings trying(Path folder, ModelSettings otherModel, Duration followUpAfter) {
        return new Settings(
                folder,
                timezone,
                http,
                tokens,
                accounts,
                otherModel,
                conductor.followingUpAfter(followUpAfter),
                memory,
                autonomy,
                NotificationSettings.none(),
                new StoreSettings(
                        folder.resolve("demi.sqlite"), store.readers(), store.batchLimit(), store.queueLimit()),
                new BackupSettings(Duration.ZERO, backup.keep(), backup.folder()),
                discord,
                resources,
                metrics,
                new UptimePushSettings(null, push.every(), push.strict()),
                logging,
                emotion);
    }

    /** Secrets that are not set are generated: see {@link GeneratedSecrets}. */
    public record Tokens(
            @Nullable Secret accessSecret,
            @Nullable Secret refreshSecret,
            Duration accessLifetime,
            Duration refreshLifetime,
            Duration refreshGrace) {}

    /**
     * Passwords and lock-out.
     *
     * @param lockAfter wrong passwords in a row that lock an account
     * @param bcryptCost rounds are two to the power of it
     * @param loginsPerMinute attempts from one address
     * @param adminEmail the account created on a start that finds none; set together with its password or not at all
     */
    public record Accounts(
            int lockAfter,
            Duration lockFor,
            int bcryptCost,
            int loginsPerMinute,
            @Nullable String adminEmail,
            @Nullable Secret adminPassword) {}

    /**
     * @param ramThreshold percent of the machine's memory at which she sheds load
     * @param maxErrors failures of a part in a row before it counts as down
     * @param sampleEvery how often the machine is looked at
     * @param calmFor how long memory has to be below the threshold before she does everything again
     */
    public record Resources(
            int ramThreshold, int maxErrors, boolean autoRecover, Duration sampleEvery, Duration calmFor) {}

    /** @param snapshotEvery how often the numbers are written to a file; null: never */
    public record Metrics(@Nullable Duration snapshotEvery) {}

    /**
     * @param debug Demi's own classes log at DEBUG, whatever the level
     * @param keepDays how many daily files are kept
     */
    public record Logging(LogLevel level, boolean debug, Format format, int keepDays) {
        /** JSON: one object a line. */
        public enum Format {
            TEXT,
            JSON
        }
    }
}
