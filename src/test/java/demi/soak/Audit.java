package demi.soak;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is on the disk in the end, against what was acknowledged.
 *
 * @param kept messages of people
 * @param lost messages that were acknowledged and are not there
 * @param unanswered messages that are there and have no reply
 * @param doubled messages and replies that are there more than once
 * @param sound whether SQLite finds the file whole
 */
record Audit(int kept, long lost, long unanswered, long doubled, boolean sound) {

    private static final Pattern WORDS = Pattern.compile("Person \\d+ counts to number \\d+\\.");

    /** @param database while nobody has it open */
    static Audit of(Path database, Set<String> acknowledged) throws SQLException {
        Map<String, Integer> said = new HashMap<>();
        Map<String, Integer> replies = new HashMap<>();
        boolean sound;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT sender, content FROM android_messages")) {
                while (rows.next()) {
                    Matcher words = WORDS.matcher(rows.getString(2));
                    if (words.find()) {
                        (rows.getString(1).equals("user") ? said : replies).merge(words.group(), 1, Integer::sum);
                    }
                }
            }
            try (ResultSet check = statement.executeQuery("PRAGMA integrity_check")) {
                sound = check.next() && check.getString(1).equals("ok");
            }
        }
        return new Audit(
                said.size(),
                acknowledged.stream().filter(words -> !said.containsKey(words)).count(),
                said.keySet().stream()
                        .filter(words -> !replies.containsKey(words))
                        .count(),
                more(said) + more(replies),
                sound);
    }

    private static long more(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(count -> count - 1).sum();
    }
}
