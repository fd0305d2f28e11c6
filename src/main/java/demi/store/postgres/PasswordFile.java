package demi.store.postgres;

import demi.bus.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file in which libpq looks up passwords: {@code host:port:database:user:password} a line, {@code *} for any. Blocking. */
final class PasswordFile {

    private static final int FIELDS = 5;

    private PasswordFile() {}

    /** Null where the file has none for that server. */
    static @Nullable String find(Path file, PostgresServer.Host host, PostgresServer server) {
        try {
            for (String line : Files.readAllLines(file)) {
                List<String> fields = line.startsWith("#") ? List.of() : fields(line);
                if (fields.size() == FIELDS
                        && fits(fields.get(0), host.name())
                        && fits(fields.get(1), Integer.toString(host.port()))
                        && fits(fields.get(2), String.valueOf(server.database()))
                        && fits(fields.get(3), String.valueOf(server.user()))) {
                    return fields.get(4);
                }
            }
            return null;
        } catch (IOException e) {
            throw new Failure(
                    Failure.Code.INVALID,
                    "The file with the database's password cannot be read: look at PGPASSFILE, and at whom the file belongs to.");
        }
    }

    private static boolean fits(String field, String value) {
        return field.equals("*") || field.equals(value);
    }

    /** A backslash takes the meaning of a colon, or of another backslash, away. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char each = line.charAt(i);
            if (each == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (each == ':' && fields.size() < FIELDS - 1) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(each);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
