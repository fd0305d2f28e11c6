package demi.conductor.prompt;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileProps;
import io.vertx.core.file.FileSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who Demi is: the owner's file where there is one, else the one in the jar. Read again when the file has changed. */
public final class Persona {

    private static final Logger LOG = LoggerFactory.getLogger(Persona.class);
    private static final String BUILT_IN = "/conf/persona.md";
    /** A larger file, in bytes, is not used. */
    public static final int LARGEST = 32 * 1024;

    private final Vertx vertx;
    private final FileSystem files;
    private final String path;
    private String builtIn = "";
    private String text = "";
    private long readAt = -1;
    private long readSize = -1;

    public Persona(Vertx vertx, Path file) {
        this.vertx = vertx;
        this.files = vertx.fileSystem();
        this.path = file.toString();
    }

    /** The text as it is now; a file that cannot be used leaves it as it was. */
    public Future<String> text() {
        return builtIn()
                .compose(known -> files.exists(path))
                .compose(there -> there ? files.props(path).compose(this::changed) : Future.succeededFuture(forget()))
                .recover(thrown -> {
                    LOG.warn("Could not read the persona: file={} error={}", path, thrown.getMessage());
                    return Future.succeededFuture(text);
                });
    }

    /** The file may be another one, whatever its size and time are. */
    public void readAgain() {
        readAt = -1;
        readSize = -1;
    }

    /** The one that came with Demi. */
    public Future<String> builtIn() {
        if (!builtIn.isEmpty()) {
            return Future.succeededFuture(builtIn);
        }
        return vertx.executeBlocking(Persona::readBuiltIn).map(read -> {
            builtIn = read;
            text = text.isEmpty() ? read : text;
            return read;
        });
    }

    private static String readBuiltIn() throws IOException {
        try (InputStream in = Persona.class.getResourceAsStream(BUILT_IN)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private Future<String> changed(FileProps props) {
        if (props.lastModifiedTime() == readAt && props.size() == readSize) {
            return Future.succeededFuture(text);
        }
        if (props.size() > LARGEST) {
            onFile(props);
            LOG.warn("The persona in {} has more than {} bytes and is not used", path, LARGEST);
            return Future.succeededFuture(text);
        }
        return files.readFile(path).map(bytes -> {
            // Only now: what could not be read is tried again.
            onFile(props);
            return take(bytes);
        });
    }

    private void onFile(FileProps props) {
        readAt = props.lastModifiedTime();
        readSize = props.size();
    }

    private String take(Buffer bytes) {
        String read = bytes.toString(StandardCharsets.UTF_8).strip();
        if (read.isEmpty()) {
            LOG.warn("The persona in {} is empty and is not used", path);
        } else {
            LOG.info("Read the persona from {}", path);
            text = read;
        }
        return text;
    }

    private String forget() {
        readAt = -1;
        readSize = -1;
        text = builtIn;
        return text;
    }
}
