package demi.settings;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from.
 *
 * @param commandLine a setting's path to its value
 * @param yaml the file of {@code --conf}
 * @param environment the process environment; an empty value counts as not set
 * @param besideJar the directory of the jar, whose {@code .env} is read
 * @param home what {@code ~} stands for
 * @param machineZone the time zone where none is set
 */
public record Sources(
        Map<String, String> commandLine,
        @Nullable Path yaml,
        Map<String, String> environment,
        @Nullable Path besideJar,
        Path home,
        ZoneId machineZone) {
    public Sources {
        commandLine = Map.copyOf(commandLine);
        environment = Map.copyOf(environment);
    }

    /** What this process was started with. */
    public static Sources ofThisProcess(Map<String, String> commandLine, @Nullable Path yaml) {
        return new Sources(
                commandLine,
                yaml,
                System.getenv(),
                jarDirectory(),
                Path.of(System.getProperty("user.home")),
                ZoneId.systemDefault());
    }

    private static @Nullable Path jarDirectory() {
        var source = Sources.class.getProtectionDomain().getCodeSource();
        if (source == null || !source.getLocation().getPath().endsWith(".jar")) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
