package demi.store.query.memory;

import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.Fact;
import demi.api.store.MemoryStore.SaveHouseFacts;
import demi.api.value.MemoryKind;
import demi.bus.Ack;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlSession;
import demi.util.OneLine;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is written of memories that are meant for everybody of the house. Runs on the writer's thread. */
public final class HouseWrites {

    private static final String MARK = "- ";
    /** Behind a line of it: whose words it is. */
    private static final Pattern WHOSE = Pattern.compile(" \\([^()]{1,130} says so[^()]{0,160}\\)$");

    private record Line(String userId, long position, String content) {}

    private HouseWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints.write(MemoryStore.SAVE_HOUSE_FACTS, HouseWrites::save);
    }

    static Ack save(SqlSession db, SaveHouseFacts saved) throws SQLException {
        for (String content : saved.over()) {
            List<String> ids = db.rows(
                    "SELECT memory_id FROM memory WHERE house = 1 AND "
                            + db.dialect().withoutIndex("user_id") + " = ? AND content = ?",
                    row -> row.textOr(0, ""),
                    saved.userId(),
                    content);
            for (String memoryId : ids) {
                withdraw(db, memoryId);
                db.update(
                        "UPDATE memory SET house = 0, ended_at = COALESCE(ended_at, ?), updated_at = ? WHERE memory_id = ?",
                        saved.at(),
                        saved.at(),
                        memoryId);
            }
        }
        for (Fact fact : saved.add()) {
            db.update(
                    """
                    INSERT INTO memory (memory_id, user_id, content, message_id, confidential, house, kind, created_at, updated_at)
                    SELECT ?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?7
                    WHERE NOT EXISTS (SELECT 1 FROM memory WHERE user_id = ?2 AND content = ?3)""",
                    fact.memoryId(),
                    saved.userId(),
                    fact.content(),
                    fact.messageId(),
                    fact.confidential(),
                    MemoryKind.FAMILY.key(),
                    saved.at());
        }
        return Ack.DONE;
    }

    /** Takes a memory of this person out of what the model has read with others, if it is one. */
    static void withdraw(SqlSession db, String userId, String memoryId) throws SQLException {
        if (db.row("SELECT 1 FROM memory WHERE memory_id = ? AND user_id = ?", row -> true, memoryId, userId) != null) {
            withdraw(db, memoryId);
        }
    }

    /** Nobody else is to read it again: its lines go out of what the model has read with others. Before it changes. */
    static void withdraw(SqlSession db, String memoryId) throws SQLException {
        String content = db.row(
                "SELECT content FROM memory WHERE memory_id = ? AND house = 1", row -> row.textOr(0, ""), memoryId);
        if (content == null || content.isBlank()) {
            return;
        }
        String words = OneLine.of(content);
        List<Line> lines = db.rows(
                "SELECT " + Sql.texts("user_id", "position", "content") + """
                 FROM transcript WHERE role = 'system' AND replace(content, ?, '') <> content""",
                row -> new Line(row.textOr(0, ""), row.number(1), row.textOr(2, "")),
                words);
        for (Line line : lines) {
            String left =
                    line.content().lines().filter(each -> !isOf(each, words)).collect(Collectors.joining("\n"));
            if (!left.equals(line.content())) {
                db.update(
                        "UPDATE transcript SET content = ? WHERE user_id = ? AND position = ? AND content = ?",
                        left,
                        line.userId(),
                        line.position(),
                        line.content());
            }
        }
    }

    /** With the teller's name before it, where the fact does not say it. */
    private static boolean isOf(String line, String words) {
        String told = WHOSE.matcher(line).replaceFirst("");
        return !told.equals(line)
                && line.startsWith(MARK)
                && (told.equals(MARK + words) || told.endsWith(": " + words));
    }

    /** All that a person has told the house, before their account goes. */
    public static void withdrawAll(SqlSession db, String userId) throws SQLException {
        List<String> ids = db.rows(
                "SELECT memory_id FROM memory WHERE house = 1 AND "
                        + db.dialect().withoutIndex("user_id") + " = ?",
                row -> row.textOr(0, ""),
                userId);
        for (String memoryId : ids) {
            withdraw(db, memoryId);
        }
    }
}
