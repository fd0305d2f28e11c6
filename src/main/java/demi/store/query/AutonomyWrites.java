package demi.store.query;

import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.AutonomyApi.SetQuiet;
import demi.api.AutonomyApi.SuggestZone;
import demi.api.store.AutonomyStore;
import demi.api.store.AutonomyStore.Claim;
import demi.api.store.AutonomyStore.Claimed;
import demi.api.store.AutonomyStore.ExtendQuiet;
import demi.api.store.AutonomyStore.Prune;
import demi.api.store.AutonomyStore.Release;
import demi.api.store.AutonomyStore.SaveDecision;
import demi.api.store.AutonomyStore.SaveRamble;
import demi.bus.Ack;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** What is written of her speaking first. Runs on the writer's thread. */
public final class AutonomyWrites {

    private static final String FEW_OF_LATE = """
             (SELECT count(*) FROM android_checkins WHERE created_at > ?6 AND created_at <= ?10)
                + (SELECT count(*) FROM discord_rambles WHERE created_at > ?6 AND created_at <= ?10) < ?7""";

    private static final String CHECK_IN = """
            INSERT INTO android_checkins
                (checkin_id, trigger, emotion_state, created_at, user_id, kind, claimed, memory_id, occasion)
            SELECT ?1, ?2, ?3, ?4, ?8, ?9, 1, ?11, ?12
            WHERE NOT EXISTS
                    (SELECT 1 FROM android_checkins WHERE user_id = ?8 AND created_at > ?5 AND created_at <= ?10)
                AND NOT EXISTS
                    (SELECT 1 FROM android_checkins WHERE user_id = ?8 AND memory_id = ?11 AND occasion = ?12)
                AND EXISTS (SELECT 1 FROM users WHERE user_id = ?8 AND is_active = 1 AND origin = 'local') AND""" + FEW_OF_LATE;

    private static final String RAMBLE = """
            INSERT INTO discord_rambles (ramble_id, trigger, emotion_state, created_at, channel_id, content)
            SELECT ?1, ?2, ?3, ?4, ?8, ''
            WHERE NOT EXISTS (SELECT 1 FROM discord_rambles WHERE created_at > ?5 AND created_at <= ?10)
                AND CAST(?9 AS TEXT) IS NULL AND""" + FEW_OF_LATE;

    private AutonomyWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(AutonomyStore.CLAIM, AutonomyWrites::claim)
                .write(AutonomyStore.RELEASE, AutonomyWrites::release)
                .write(AutonomyStore.SAVE_RAMBLE, AutonomyWrites::saveRamble)
                .write(AutonomyStore.SAVE_DECISION, AutonomyWrites::saveDecision)
                .write(AutonomyStore.SET_QUIET, AutonomyWrites::setQuiet)
                .write(AutonomyStore.SUGGEST_ZONE, AutonomyWrites::suggestZone)
                .write(AutonomyStore.EXTEND_QUIET, AutonomyWrites::extendQuiet)
                .write(AutonomyStore.PRUNE, AutonomyWrites::prune);
    }

    /** Of two who try at once, for whomever, the first gets it. */
    static Claimed claim(SqlSession db, Claim claim) throws SQLException {
        db.lock("autonomy");
        Instant at = claim.at();
        String userId = claim.userId();
        AutonomyStore.Asked asked = claim.asked();
        String feelings = EmotionLevelsJson.write(claim.feelings());
        Instant pause = at.minus(claim.pause());
        Instant hour = at.minus(Duration.ofHours(1));
        // What was written by a clock that was ahead counts, too; by one that was wrong altogether, not for ever.
        Instant ahead = at.plus(Duration.ofDays(1));
        int given = userId == null
                ? db.update(
                        RAMBLE,
                        claim.id(),
                        claim.trigger(),
                        feelings,
                        at,
                        pause,
                        hour,
                        claim.most(),
                        claim.channelId(),
                        null,
                        ahead)
                : db.update(
                        CHECK_IN,
                        claim.id(),
                        claim.trigger(),
                        feelings,
                        at,
                        pause,
                        hour,
                        claim.most(),
                        userId,
                        claim.kind().key(),
                        ahead,
                        asked == null ? null : asked.memoryId(),
                        asked == null ? null : asked.occasion());
        if (given > 0 && (claim.kind() == Kind.FOLLOW_UP || claim.kind() == Kind.HURT)) {
            db.update("""
                    UPDATE android_checkins SET was_ignored = 1 WHERE user_id = ?1 AND checkin_id IN
                        (SELECT message_id FROM android_messages WHERE user_id = ?1 AND seq > COALESCE((SELECT max(seq)
                            FROM android_messages WHERE user_id = ?1 AND sender = 'user'), 0))""", userId);
        }
        return new Claimed(given > 0);
    }

    static Ack release(SqlSession db, Release release) throws SQLException {
        db.update(
                "DELETE FROM android_checkins WHERE checkin_id = ?1"
                        + " AND NOT EXISTS (SELECT 1 FROM android_messages WHERE message_id = ?1)",
                release.id());
        db.update("DELETE FROM discord_rambles WHERE ramble_id = ? AND content = ''", release.id());
        return Ack.DONE;
    }

    static Ack saveRamble(SqlSession db, SaveRamble rambled) throws SQLException {
        db.update("UPDATE discord_rambles SET content = ? WHERE ramble_id = ?", rambled.content(), rambled.rambleId());
        return Ack.DONE;
    }

    static Ack saveDecision(SqlSession db, SaveDecision decided) throws SQLException {
        Decision decision = decided.decision();
        int longer = decision.kind() != Kind.NOTHING
                ? 0
                : db.update(
                        """
                        UPDATE decision SET last_at = ?, times = times + 1, trigger = ?, emotion_state = ?
                        WHERE place = (SELECT max(place) FROM decision WHERE user_id IS NOT DISTINCT FROM ?) AND kind = 'nothing' AND code = ? AND reason = ?
                            AND memory_id IS NOT DISTINCT FROM ?""",
                        decision.until(),
                        decision.trigger(),
                        EmotionLevelsJson.write(decision.feelings()),
                        decision.userId(),
                        decision.code(),
                        decision.reason(),
                        decision.memoryId());
        if (longer == 0) {
            db.update(
                    """
                    INSERT INTO decision
                        (user_id, first_at, last_at, times, kind, trigger, code, reason, emotion_state, message_id,
                        memory_id)
                    VALUES (?1, ?2, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9)""",
                    decision.userId(),
                    decision.at(),
                    decision.kind().key(),
                    decision.trigger(),
                    decision.code(),
                    decision.reason(),
                    EmotionLevelsJson.write(decision.feelings()),
                    decision.messageId(),
                    decision.memoryId());
        }
        return Ack.DONE;
    }

    static Ack setQuiet(SqlSession db, SetQuiet set) throws SQLException {
        Quiet quiet = set.quiet();
        db.update(
                """
                INSERT INTO quiet (user_id, until, hours_from, hours_to, zone, hurt_tones) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (user_id) DO UPDATE SET until = COALESCE(excluded.until, quiet.until),
                    hours_from = COALESCE(excluded.hours_from, quiet.hours_from),
                    hours_to = COALESCE(excluded.hours_to, quiet.hours_to), zone = COALESCE(excluded.zone, quiet.zone),
                    hurt_tones = COALESCE(excluded.hurt_tones, quiet.hurt_tones)""",
                set.userId(),
                quiet.until(),
                Objects.toString(quiet.from(), null),
                Objects.toString(quiet.to(), null),
                Objects.toString(quiet.zone(), null),
                quiet.hurtTones());
        return Ack.DONE;
    }

    static Ack suggestZone(SqlSession db, SuggestZone suggested) throws SQLException {
        db.update("""
                INSERT INTO quiet (user_id, zone) VALUES (?, ?)
                ON CONFLICT (user_id) DO UPDATE SET zone = COALESCE(quiet.zone, excluded.zone)""", suggested.userId(), suggested.zone().toString());
        return Ack.DONE;
    }

    static Ack extendQuiet(SqlSession db, ExtendQuiet asked) throws SQLException {
        String later = db.dialect().greatest("COALESCE(quiet.until, '')", "excluded.until");
        db.update(
                "INSERT INTO quiet (user_id, until) VALUES (?, ?) ON CONFLICT (user_id) DO UPDATE SET until = " + later,
                asked.userId(),
                asked.until());
        return Ack.DONE;
    }

    static Ack prune(SqlSession db, Prune tidy) throws SQLException {
        db.update("DELETE FROM decision WHERE last_at < ?", tidy.before());
        db.update("""
                DELETE FROM android_checkins WHERE claimed = 1 AND created_at < ?
                    AND NOT EXISTS (SELECT 1 FROM android_messages WHERE message_id = checkin_id)""", tidy.abandoned());
        db.update("DELETE FROM discord_rambles WHERE content = '' AND created_at < ?", tidy.abandoned());
        return Ack.DONE;
    }
}
