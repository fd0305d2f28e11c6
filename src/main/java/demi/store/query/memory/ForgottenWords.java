package demi.store.query.memory;

import demi.api.store.MessageStore;
import demi.store.sql.Sql;
import demi.store.sql.SqlSession;
import demi.util.OneLine;
import demi.util.WordParts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is forgotten or corrected out of all that the model reads again: the lines of memory in a transcript, with
 * whatever words stand in brackets behind them; the turn in which it was told; and the sentences of notes that are about it.
 * That costs a longer prompt once.
 */
final class ForgottenWords {

    private static final String MARK = "- ";
    /** Shorter messages are in others by chance. */
    private static final int TELLING = 12;

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?。！？])\\s*(?=\\S)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{3,}");
    private static final Pattern UNSPACED =
            Pattern.compile(".*[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}].*");
    private static final int STEM = 4;

    private static final Set<String> SAY_NOTHING = Set.of(
            "the", "they", "their", "them", "has", "have", "had", "was", "were", "are", "and", "his", "her", "she",
            "with", "for", "from", "that", "this", "likes", "called", "who", "not", "does", "ist", "hat", "und", "der",
            "die", "das", "ein", "eine", "einen", "mit", "von", "ihr", "sein", "wird", "war", "namens", "person",
            "user");

    private record Line(String userId, long position, String content) {}

    private record Fact(String content, @Nullable String message) {}

    private ForgottenWords() {}

    /** Before the memory goes. */
    static void forget(SqlSession db, String userId, String memoryId) throws SQLException {
        Fact fact = fact(db, userId, memoryId);
        if (fact != null) {
            replace(db, userId, memoryId, fact.content(), null);
            if (fact.message() != null && !fact.message().isBlank()) {
                removeTurn(db, userId, fact.message().strip());
            }
            removeSentences(db, userId, fact.content());
        }
    }

    /** Before a message goes: the lines that quote it to the model, and the sentences of notes that say the same. */
    static void forgetMessage(SqlSession db, String userId, String content) throws SQLException {
        String quoted = oneLine(content);
        for (Line line : quoted.isEmpty() ? List.<Line>of() : lines(db, userId, "system", quoted)) {
            String left = line.content()
                    .lines()
                    .filter(each -> !isQuote(each, quoted))
                    .collect(Collectors.joining("\n"));
            if (!left.equals(line.content())) {
                update(db, line, left);
            }
        }
        removeSentences(db, userId, content);
        for (String sentence : SENTENCE.split(content, -1)) {
            // One word alone is in others by chance.
            if (words(sentence).size() > 1) {
                removeSentences(db, userId, sentence);
            }
        }
    }

    private static boolean isQuote(String line, String words) {
        return line.startsWith(MARK)
                && (line.endsWith(": \"" + words + '"') || line.endsWith("\u201C" + words + "\u201D"));
    }

    private static void update(SqlSession db, Line line, String content) throws SQLException {
        db.update(
                "UPDATE transcript SET content = ? WHERE user_id = ? AND position = ? AND content = ?",
                content,
                line.userId(),
                line.position(),
                line.content());
    }

    /** Before a memory gets other words. */
    static void correct(SqlSession db, String userId, String memoryId, String content) throws SQLException {
        Fact fact = fact(db, userId, memoryId);
        if (fact != null && !fact.content().equals(content)) {
            replace(db, userId, memoryId, fact.content(), content);
        }
    }

    private static @Nullable Fact fact(SqlSession db, String userId, String memoryId) throws SQLException {
        return db.row(
                "SELECT " + Sql.texts("m.content", "a.content") + """
                 FROM memory m LEFT JOIN android_messages a ON a.message_id = m.message_id
                WHERE m.memory_id = ? AND m.user_id = ?""",
                row -> new Fact(row.textOr(0, ""), row.text(1)),
                memoryId,
                userId);
    }

    /** Also what several share, since the person may have spoken there. */
    private static List<Line> lines(SqlSession db, String userId, String role, String with) throws SQLException {
        return db.rows(
                "SELECT " + Sql.texts("user_id", "position", "content") + """
                 FROM transcript
                WHERE (user_id = ? OR user_id IN (SELECT user_id FROM network_identities WHERE kind = 'group'))
                    AND role = ? AND replace(content, ?, '') <> content ORDER BY user_id, position""",
                row -> new Line(row.textOr(0, ""), row.number(1), row.textOr(2, "")),
                userId,
                role,
                with);
    }

    private static void replace(SqlSession db, String userId, String memoryId, String content, @Nullable String instead)
            throws SQLException {
        String bare = MARK + oneLine(content);
        List<Line> found = lines(db, userId, "system", bare);
        if (found.isEmpty()) {
            return;
        }
        // "Likes tea (green)" is another memory, and no words behind "Likes tea".
        Set<String> others = Set.copyOf(db.rows(
                "SELECT " + Sql.texts("content")
                        + " FROM memory WHERE user_id = ? AND memory_id <> ? AND replace(content, ?, '') <> content",
                row -> MARK + oneLine(row.textOr(0, "")),
                userId,
                memoryId,
                content));
        for (Line line : found) {
            String now = line.content()
                    .lines()
                    .map(each -> isOf(each, bare, others) ? after(each, bare, instead) : each)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("\n"));
            if (!now.equals(line.content())) {
                update(db, line, now);
            }
        }
    }

    private static boolean isOf(String line, String bare, Set<String> others) {
        boolean withWords = line.startsWith(bare + " (") && line.endsWith(")");
        return !others.contains(line)
                && (line.equals(bare) || withWords)
                && others.stream().noneMatch(other -> line.startsWith(other + " (") && other.length() > bare.length());
    }

    private static @Nullable String after(String line, String bare, @Nullable String instead) {
        return instead == null ? null : MARK + oneLine(instead) + line.substring(bare.length());
    }

    /** The person's line with its note, and what she said to it. */
    private static void removeTurn(SqlSession db, String userId, String message) throws SQLException {
        for (Line line : lines(db, userId, "user", message)) {
            boolean whole = line.content().strip().equals(message)
                    || line.content().strip().endsWith(": " + message);
            if (whole || message.length() >= TELLING) {
                removeTurn(db, line);
            }
        }
    }

    private static void removeTurn(SqlSession db, Line line) throws SQLException {
        String around = "SELECT " + Sql.texts("role", "position", "content")
                + " FROM transcript WHERE user_id = ? AND position %s ? ORDER BY position %s LIMIT 20";
        List<Line> before = rows(db, around.formatted("<", "DESC"), line);
        List<Line> behind = rows(db, around.formatted(">", ""), line);
        List<Long> gone = new ArrayList<>(List.of(line.position()));
        // Its own note, and no summary of all that was before.
        before.stream()
                .limit(1)
                .filter(each -> each.userId().equals("system"))
                .filter(each -> !each.content().startsWith(MessageStore.SUMMARY_HEAD))
                .forEach(each -> gone.add(each.position()));
        for (Line each : behind) {
            if (!each.userId().equals("assistant")) {
                break;
            }
            gone.add(each.position());
        }
        for (long position : gone) {
            db.update("DELETE FROM transcript WHERE user_id = ? AND position = ?", line.userId(), position);
        }
    }

    /** With the role where the person stands. */
    private static List<Line> rows(SqlSession db, String sql, Line at) throws SQLException {
        return db.rows(
                sql, row -> new Line(row.textOr(0, ""), row.number(1), row.textOr(2, "")), at.userId(), at.position());
    }

    private static void removeSentences(SqlSession db, String userId, String content) throws SQLException {
        List<String> words = words(content);
        String notes = db.row(
                "SELECT " + Sql.texts("content") + " FROM notes WHERE user_id = ?", row -> row.textOr(0, ""), userId);
        if (notes != null) {
            String left = without(notes, words);
            if (left.isBlank()) {
                db.update("DELETE FROM notes WHERE user_id = ?", userId);
            } else if (!left.equals(notes)) {
                db.update("UPDATE notes SET content = ? WHERE user_id = ?", left, userId);
            }
        }
        for (Line line : lines(db, userId, "system", MessageStore.SUMMARY_HEAD)) {
            String text =
                    line.content().substring(Math.min(line.content().length(), MessageStore.SUMMARY_HEAD.length()));
            String left = without(text, words);
            if (line.content().startsWith(MessageStore.SUMMARY_HEAD) && !left.equals(text)) {
                update(db, line, left.isBlank() ? "" : MessageStore.SUMMARY_HEAD + left);
            }
        }
    }

    /** Drops the sentences that hold more than half of the words. */
    private static String without(String text, List<String> words) {
        if (words.isEmpty()) {
            return text;
        }
        List<String> sentences = Arrays.asList(SENTENCE.split(text, -1));
        List<String> left = sentences.stream()
                .filter(sentence -> shared(words, sentence) * 2 <= words.size())
                .toList();
        return left.size() == sentences.size() ? text : String.join(" ", left).strip();
    }

    private static long shared(List<String> words, String sentence) {
        String lower = sentence.toLowerCase(Locale.ROOT);
        List<String> there =
                WORD.matcher(lower).results().map(found -> found.group()).toList();
        return words.stream()
                .filter(word -> UNSPACED.matcher(word).matches()
                        ? lower.contains(word)
                        : there.stream().anyMatch(other -> alike(word, other)))
                .count();
    }

    /** The same, or the same with another ending. */
    private static boolean alike(String one, String other) {
        int same = WordParts.commonBeginning(one, other);
        return one.equals(other) || (same >= STEM && Math.max(one.length(), other.length()) - same <= 3);
    }

    private static List<String> words(String content) {
        return WORD.matcher(content.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .filter(word -> !SAY_NOTHING.contains(word))
                .distinct()
                .toList();
    }

    private static String oneLine(String text) {
        return OneLine.of(text);
    }
}
