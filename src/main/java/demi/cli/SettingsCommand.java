package demi.cli;

import demi.settings.LoadedSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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
    public Integer call() throws IOException {
        PrintWriter out = out();
        if (effective) {
            LoadedSettings loaded = conf().loaded();
            out.print(loaded.table());
        } else {
            out.print(annotated());
        }
        out.flush();
        return 0;
    }

    private static String annotated() throws IOException {
        try (var stream = SettingsCommand.class.getResourceAsStream("/conf/demi.yaml")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
