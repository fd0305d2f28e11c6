package demi.real;

import demi.real.RecordingProxy.Chat;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Has the jar talk with real models on a real Ollama, each in a talk of its own that is longer than the window, and prints
 * what {@code check --talk} says of each and how much of it the server had to read again, as a table. What was asked is
 * kept beside it, a request a line.
 *
 * <p>Arguments: the jar, a folder, Ollama's address, the number of turns, the window in tokens, models.
 */
public final class RealTalk {

    private static final String MARK = "  ";

    private final Vertx vertx = Vertx.vertx();
    private final RecordingProxy proxy;
    private final Path jar;
    private final Path folder;
    private final String turns;
    private final String window;
    private final Map<String, Map<String, String>> figures = new LinkedHashMap<>();
    private String address = "";

    private RealTalk(String[] arguments) {
        this.jar = Path.of(arguments[0]);
        this.folder = Path.of(arguments[1]);
        this.proxy = new RecordingProxy(vertx, URI.create(arguments[2]));
        this.turns = arguments[3];
        this.window = arguments[4];
    }

    public static void main(String[] arguments) throws Exception {
        RealTalk talk = new RealTalk(arguments);
        talk.address = await(talk.proxy.start());
        List<String> models = List.of(arguments).subList(5, arguments.length);
        try {
            for (String model : models) {
                talk.with(model);
            }
            talk.print(System.out, models);
        } finally {
            await(talk.proxy.stop());
            await(talk.vertx.close());
        }
    }

    private void with(String model) throws Exception {
        proxy.clear();
        for (String line : check(model)) {
            String[] cells = line.strip().split(" {2,}", 3);
            if (line.startsWith(MARK) && cells.length >= 2) {
                figure(cells[0], model, cells[1]);
            }
        }
        List<Chat> chats = proxy.chats();
        keep(model, chats);
        Reading reading = new Reading();
        for (Chat chat : chats) {
            reading.add(chat, await(proxy.rendered(chat.body())));
        }
        figure("requests", model, Integer.toString(reading.requests()));
        figure("the same by the rendered text", model, reading.again());
        figure("times the window was cut", model, Integer.toString(reading.cuts()));
        figure(
                "background requests cut off",
                model,
                Long.toString(chats.stream().filter(chat -> !chat.finished()).count()));
    }

    private void figure(String what, String model, String value) {
        figures.computeIfAbsent(what, first -> new LinkedHashMap<>()).put(model, value);
    }

    /** What the jar prints. */
    private List<String> check(String model) throws IOException, InterruptedException {
        Path output = folder.resolve(file(model) + ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "check",
                "--talk",
                "--turns",
                turns,
                "--set",
                "ollama.num_ctx=" + window);
        builder.environment().put("DEMI_DATA_DIR", folder.resolve("data").toString());
        builder.environment().put("OLLAMA_BASE_URL", address);
        builder.environment().put("OLLAMA_MODEL", model);
        builder.environment().put("ANDROID_API_PORT", "0");
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        Process process = builder.start();
        try {
            process.waitFor();
        } finally {
            process.destroy();
        }
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    private void keep(String model, List<Chat> chats) {
        StringBuilder lines = new StringBuilder();
        chats.forEach(chat -> lines.append(chat.body().encode()).append('\n'));
        vertx.fileSystem()
                .writeFileBlocking(folder.resolve(file(model) + ".jsonl").toString(), Buffer.buffer(lines.toString()));
    }

    private static String file(String model) {
        return model.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    private void print(PrintStream out, List<String> models) {
        List<String> head = new ArrayList<>(List.of(turns + " turns, window " + window));
        head.addAll(models);
        out.println("| " + String.join(" | ", head) + " |");
        out.println("|---".repeat(head.size()) + "|");
        figures.forEach((what, byModel) -> {
            List<String> row = new ArrayList<>(List.of(what));
            models.forEach(model -> row.add(byModel.getOrDefault(model, "")));
            out.println("| " + String.join(" | ", row) + " |");
        });
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.MINUTES);
    }
}
