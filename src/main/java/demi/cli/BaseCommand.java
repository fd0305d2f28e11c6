package demi.cli;

import demi.bus.Failure;
import demi.settings.Settings;
import demi.store.ServerBackupsVerticle;
import demi.store.StoreRoom;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What every command has: the settings, and where to print to. */
abstract class BaseCommand {

    @ParentCommand
    private @Nullable DemiCommand top;

    @Spec
    private @Nullable CommandSpec spec;

    /** Where the settings come from. */
    final SettingsOptions conf() {
        return Objects.requireNonNull(top).conf();
    }

    final Settings settings() {
        return conf().settings();
    }

    /** The database; fails where it is no file, with what to use then. */
    static Path file(Settings settings) {
        return new StoreRoom()
                .settings(settings)
                .file()
                .orElseThrow(() -> new Failure(Failure.Code.INVALID, ServerBackupsVerticle.INSTEAD));
    }

    final CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    final PrintWriter out() {
        return spec().commandLine().getOut();
    }
}
