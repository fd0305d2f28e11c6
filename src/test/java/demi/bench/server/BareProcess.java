package demi.bench.server;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** {@link BareServer}, running with the options that Demi runs with, and from an archive of classes as she does. */
public final class BareProcess extends ServerProcess {

    private BareProcess(int port, List<String> options, Path directory, String ollama) throws IOException {
        super(
                port,
                BareServer.STATUS,
                command(port, options, jar(directory), ollama),
                Map.of("JDK_JAVA_OPTIONS", ""),
                Path.of("").toAbsolutePath(),
                directory.resolve("output.txt"));
    }

    private static List<String> command(int port, List<String> options, Path jar, String ollama) {
        List<String> command = new ArrayList<>(List.of(java("java"), "@conf/jvm.options", "-Xlog:cds=off"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString(), Integer.toString(port), ollama));
        return command;
    }

    /** Starts it; its jar, made when it starts there first, and its output are in {@code directory}. */
    public static BareProcess start(Path directory, String ollama) throws Exception {
        if (!Files.exists(jar(directory))) {
            BareJar.write(jar(directory));
            archive(directory, ollama);
        }
        return new BareProcess(
                freePort(), List.of("-XX:SharedArchiveFile=" + directory.resolve("bare.jsa")), directory, ollama);
    }

    /** Of a process that has talked once, as Demi's is. */
    private static void archive(Path directory, String ollama) throws Exception {
        Vertx vertx = Vertx.vertx();
        WebSocketClient client = vertx.createWebSocketClient();
        try (BareProcess process = new BareProcess(
                freePort(),
                List.of("-XX:ArchiveClassesAtExit=" + directory.resolve("bare.jsa"), "-Xlog:cds+dynamic=off"),
                directory,
                ollama)) {
            process.untilReady();
            Promise<Void> answered = Promise.promise();
            People.await(client.connect(process.port, "127.0.0.1", "/api/v1/chat/ws")
                    .compose(socket -> {
                        socket.textMessageHandler(frame -> answered.tryComplete());
                        JsonObject data = new JsonObject().put("content", "Hello.");
                        return socket.writeTextMessage(
                                new JsonObject().put("data", data).encode());
                    })
                    .compose(said -> answered.future()));
        } finally {
            People.await(vertx.close());
        }
    }

    private static Path jar(Path directory) {
        return directory.resolve("bare.jar").toAbsolutePath();
    }

    /** It knows nobody, and lets everybody in. */
    @Override
    public List<String> tokens(int people) {
        return Collections.nCopies(people, "none");
    }
}
