package demi.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a checkout of the earlier Python server, mended so far that it answers: as it is, nobody makes its conductor
 * where only the API for Android is started ({@code src/api/websocket.py}); it takes Ollama for absent until the conductor's whole
 * start has run, which needs Discord and voice ({@code src/conductor/orchestrator.py}); and it cannot write down the
 * mood that it had ({@code orchestrator.py} again, which hands on an object where JSON is wanted). In a Git repository a fourth line fails
 * ({@code src/evolution/change_tracker.py} calls {@code get_current_branch} of a class that has {@code _get_current_branch}).
 */
public final class PeerCheckout {

    private record Mend(String file, String broken, String mended) {}

    private static final List<Mend> MENDS = List.of(
            new Mend(
                    "src/api/websocket.py",
                    "import get_conductor_instance\n",
                    "import get_conductor as get_conductor_instance\n"),
            new Mend("src/conductor/orchestrator.py", "self.llm_available = False\n", "self.llm_available = True\n"),
            new Mend(
                    "src/conductor/orchestrator.py",
                    "\"emotion_state\": emotion_state_after,",
                    "\"emotion_state\": emotion_state_after.to_dict(),"),
            new Mend(
                    "src/evolution/change_tracker.py",
                    "self.git.get_current_branch()",
                    "self.git._get_current_branch()"));

    final Path root;
    final Path python;

    private PeerCheckout(Path root, Path python) {
        this.root = root;
        this.python = python;
    }

    /**
     * Copies what the server needs, and mends it; the checkout stays as it is.
     *
     * @param checkout with a virtual environment, {@code venv} or {@code .venv}, that has the packages it asks for, without those
     *     for voice, Discord and machine learning; without one {@code python3} has to have them
     */
    public static PeerCheckout copy(Path checkout, Path to) throws IOException {
        for (String folder : List.of("src", "data")) {
            copyAll(checkout.resolve(folder), to.resolve(folder));
        }
        for (Mend mend : MENDS) {
            Path file = to.resolve(mend.file);
            String text = Files.readString(file);
            int at = text.indexOf(mend.broken);
            if (at < 0) {
                System.err.println("Not found in the checkout, and so left as it is: " + mend.broken.strip());
            } else {
                Files.writeString(
                        file, text.substring(0, at) + mend.mended + text.substring(at + mend.broken.length()));
            }
        }
        return new PeerCheckout(to.toAbsolutePath(), python(checkout));
    }

    private static Path python(Path checkout) {
        return Stream.of("venv", ".venv")
                .map(name -> checkout.resolve(name).resolve("bin/python").toAbsolutePath())
                .filter(Files::exists)
                .findFirst()
                .orElse(Path.of("python3"));
    }

    private static void copyAll(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            System.err.println("Missing in the checkout: " + from.getFileName());
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each :
                    all.filter(path -> !path.toString().contains("__pycache__")).toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
        }
    }
}
