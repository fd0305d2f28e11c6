package demi.settings;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code .env} file, and refuses the lines that dotenv-java would cut short in silence. */
final class DotEnvFile {
    private static final Pattern ENTRY = Pattern.compile("\\s*([\\w.-]+)\\s*=\\s*(.*?)\\s*");
    private static final Pattern CUT = Pattern.compile("[^\"'#]*[^\\s\"'#]#.*|'[^']*#.*");
    private static final Pattern OPEN = Pattern.compile("\"[^\"]*");

    private DotEnvFile() {}

    /** The variables in the directory's {@code .env}; none where there is no such file. */
    static Map<String, String> read(Path directory, List<Problem> problems) {
        Path file = directory.resolve(".env");
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            if (!check(file, problems)) {
                return Map.of();
            }
            Map<String, String> values = new HashMap<>();
            for (DotenvEntry entry : Dotenv.configure()
                    .directory(directory.toString())
                    .load()
                    .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
                values.put(entry.getKey(), unquoted(entry.getValue()));
            }
            return values;
        } catch (IOException | DotenvException e) {
            problems.add(new Problem(file.toString(), null, "cannot be read as UTF-8 text", ".env"));
            return Map.of();
        }
    }

    private static boolean check(Path file, List<Problem> problems) throws IOException {
        int before = problems.size();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            String where = file + ", line " + ++number;
            Matcher entry = ENTRY.matcher(line);
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            if (!entry.matches()) {
                problems.add(new Problem(file.toString(), null, "a line must be NAME=value", where));
            } else if (CUT.matcher(entry.group(2)).matches()) {
                problems.add(new Problem(entry.group(1), null, "a value with # must be in double quotes", where));
            } else if (OPEN.matcher(entry.group(2)).matches()) {
                problems.add(new Problem(entry.group(1), null, "must end with a double quote on its line", where));
            }
        }
        return problems.size() == before;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("'") && value.endsWith("'");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
