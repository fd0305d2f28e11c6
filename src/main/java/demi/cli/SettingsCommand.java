package demi.cli;

import demi.app.AllSettings;
import demi.settings.LoadedSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "settings",
        description = "Prints every setting with its default and a line about it, as a file for --conf.",
        mixinStandardHelpOptions = true)
final class SettingsCommand extends BaseCommand implements Callable<Integer> {

    @Option(
            names = "--effective",
            description = "Print what counts now instead, and where each comes from; secrets are hidden.")
    private boolean effective;

    @Override
    public Integer call() {
        PrintWriter out = out();
        if (effective) {
            LoadedSettings loaded = conf().loaded();
            out.print(loaded.table());
        } else {
            out.print(AllSettings.example());
        }
        out.flush();
        return 0;
    }
}
