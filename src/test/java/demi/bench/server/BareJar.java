package demi.bench.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@link BareServer} as a jar that names the libraries it needs, no others, so that it starts as a jar does. */
final class BareJar {

    private static final Pattern NEEDED =
            Pattern.compile("(vertx-(core|core-logging|web|web-common|auth-common|bridge-common)|netty-.*|jackson-core)"
                    + "-\\d[^/]*\\.jar");

    private BareJar() {}

    /** Writes it. */
    static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(Attributes.Name.MAIN_CLASS, BareServer.class.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(library ->
                                NEEDED.matcher(library.getFileName().toString()).matches())
                        .map(library -> library.toUri().toString())
                        .collect(Collectors.joining(" ")));
        String name = BareServer.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream bytes = BareServer.class.getResourceAsStream("BareServer.class")) {
            out.putNextEntry(new JarEntry(name));
            bytes.transferTo(out);
            out.closeEntry();
        }
    }
}
