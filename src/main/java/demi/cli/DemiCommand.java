package demi.cli;

import demi.app.DataDirectoryLock;
import demi.bus.Failure;
import demi.settings.InvalidSettings;
import demi.util.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** {@code java -jar demi.jar [COMMAND] [--conf FILE]}; no command means {@code run}. */
@Command(
        name = "demi",
        description = "A self-hosted AI companion: one jar, one data directory, your own Ollama.",
        mixinStandardHelpOptions = true,
        versionProvider = DemiCommand.VersionLine.class,
        subcommands = {
            RunCommand.class,
            RehearseCommand.class,
            UserCommand.class,
            SettingsCommand.class,
            CheckCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CopyCommand.class,
            ArchiveCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Settings and their defaults: demi settings. Exit codes: 0 fine, 1 failure, 2 wrong usage or settings."
        })
public final class DemiCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions conf = new SettingsOptions();

    private DemiCommand() {}

    /** Runs the command to its end; the exit code is 0, 1 for a failure, or 2 for wrong usage or configuration. */
    public static int run(String... args) {
        SettingsOptions plain = plainStart(args);
        return plain == null ? parsed(args) : start(plain);
    }

    /**
     * The settings of a start that says no more than where they are; null for everything else. Picocli takes a sixth of a start, most
     * of it to read its own classes: they are in the format of Java 5, which an archive of classes does not hold.
     */
    private static @Nullable SettingsOptions plainStart(String... args) {
        List<String> words = new ArrayList<>(List.of(args));
        words.remove("run");
        try {
            return words.isEmpty()
                    ? new SettingsOptions()
                    : words.size() == 2
                                    && words.get(0).equals("--conf")
                                    && !words.get(1).startsWith("-")
                            ? SettingsOptions.of(Path.of(words.get(1)))
                            : null;
        } catch (InvalidPathException toBeSaid) {
            return null;
        }
    }

    private static int start(SettingsOptions options) {
        try {
            return RunCommand.run(options.loaded());
        } catch (IOException | RuntimeException thrown) {
            return explain(thrown, System.err::println);
        }
    }

    private static int parsed(String... args) {
        return new CommandLine(new DemiCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // An argument that begins with @ is one, and no file with more of them.
                .setExpandAtFiles(false)
                .setExecutionExceptionHandler((thrown, command, parsed) -> explain(thrown, command.getErr()::println))
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        return RunCommand.run(conf.loaded());
    }

    SettingsOptions conf() {
        return conf;
    }

    private static int explain(Exception thrown, Consumer<String> err) {
        if (thrown instanceof InvalidSettings invalid) {
            err.accept(invalid.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (thrown instanceof Failure failure) {
            err.accept(failure.sentence());
        } else if (thrown instanceof IOException io) {
            err.accept(sentence(io));
        } else {
            err.accept(trace(thrown));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String trace(Exception thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString().stripTrailing();
    }

    private static String sentence(IOException thrown) {
        if (!(thrown instanceof FileSystemException system) || system.getFile() == null) {
            return "A file could not be used: " + thrown.getMessage();
        }
        String reason = thrown instanceof AccessDeniedException
                ? "permission denied"
                : system.getReason() == null ? "there is something else in its place" : system.getReason();
        String user = System.getProperty("user.name");
        return system.getFile() + " could not be used: " + reason
                + DataDirectoryLock.owner(Path.of(system.getFile()))
                        .filter(owner -> !owner.equals(user))
                        .map(owner -> "; it belongs to " + owner + ", and this is " + user)
                        .orElse("")
                + ".";
    }

    /** The version in the jar's manifest. */
    static final class VersionLine implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"demi " + Version.number()};
        }
    }
}
