package demi.cli;

import demi.settings.Settings;
import java.io.PrintWriter;
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

    final CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    final PrintWriter out() {
        return spec().commandLine().getOut();
    }
}
