package demi.bench;

import demi.bench.server.BareProcess;
import demi.bench.server.DemiProcess;
import demi.bench.server.PeerCheckout;
import demi.bench.server.PeerProcess;
import demi.bench.server.People;
import demi.bench.server.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;

/** One of those that are measured side by side, in the same run and with the same script. */
record Contender(String name, Path directory, Starter starter) {

    /** Most people that talk at once. */
    static final int PEOPLE = 50;

    private static final String PYTHON = "Python";

    @FunctionalInterface
    interface Starter {
        ServerProcess start(Path directory, String ollama) throws Exception;
    }

    /** As it is shipped: it takes its own options of the JVM, and its archive of classes where there is one. */
    static Contender demi(Path jar, Path directory) {
        return new Contender("Demi", directory.resolve("demi"), (own, ollama) -> {
            if (!Files.exists(DemiProcess.data(own))) {
                People.settle(DemiProcess.data(own), PEOPLE);
            }
            return DemiProcess.start(jar, own, ollama);
        });
    }

    static Contender bare(Path directory) {
        return new Contender("bare Vert.x", directory.resolve("bare"), BareProcess::start);
    }

    static Contender peer(PeerCheckout checkout, Path directory) {
        return new Contender(
                PYTHON, directory.resolve("peer"), (own, ollama) -> PeerProcess.start(checkout, own, ollama));
    }

    /** Whether a thousand turns are a matter of seconds. */
    boolean quick() {
        return !name.equals(PYTHON);
    }

    ServerProcess start(String ollama) throws Exception {
        return starter.start(Files.createDirectories(directory), ollama);
    }
}
