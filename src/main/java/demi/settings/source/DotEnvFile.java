package demi.settings.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@code .env} file of a directory. */
public final class DotEnvFile {

    private DotEnvFile() {}

    /** Its variables; none where there is no such file, or one of its lines is a problem. */
    public static Map<String, String> read(Path directory, List<SettingsProblem> problems) {
        Path file = directory.resolve(".env");
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            int before = problems.size();
            Map<String, String> values = new HashMap<>();
            new DotEnvText(Files.readString(file), file.toString(), problems).read(values);
            return problems.size() == before ? values : Map.of();
        } catch (IOException e) {
            problems.add(new SettingsProblem(file.toString(), null, "cannot be read as UTF-8 text", ".env"));
            return Map.of();
        }
    }
}
