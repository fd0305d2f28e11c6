import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Puts the web app into the jar: run by the build as {@code java WebAssets.java SOURCES LIBRARIES TARGET}.
 *
 * <p>Everything but the files at the top of SOURCES goes to {@code TARGET/assets}, each file compressed once. All of it shares
 * one version, the hash of all contents, which stands in its address: so modules import each other by plain relative paths, and a
 * browser may keep them for ever. In the files at the top, {@code %VERSION%}, {@code %PRELOAD%} (what the first view imports) and
 * {@code %SHELL%} (every file that is kept for offline use) are filled in.
 */
class WebAssets {

    /** File of a library, as the app calls it; scripts that set a global get it exported. */
    private static final Map<String, String> EXPORTS = Map.of(
            "uPlot.iife.min.js", "\nexport default uPlot;\n",
            "highlight.min.js", "\nexport default hljs;\n",
            "purify.min.js", "\nexport default globalThis.DOMPurify;\n");

    /** Fetched when they are needed, by a page that has a connection: not part of the shell. */
    private static final Set<String> ON_DEMAND = Set.of("lib/uPlot.iife.min.js", "lib/highlight.min.js", "lib/uPlot.min.css");

    private static final Pattern STATIC_IMPORT =
            Pattern.compile("(?m)^(?:import|export)\\b[^;'\"(]*?(?:from\\s*)?[\"'](\\.[^\"']+)[\"']");
    private static final Set<String> TEXT = Set.of("js", "css", "html", "svg", "webmanifest", "json", "txt");

    public static void main(String[] args) throws Exception {
        Path sources = Path.of(args[0]);
        Path libraries = Path.of(args[1]);
        Path target = Path.of(args[2]);

        Map<String, byte[]> assets = new TreeMap<>();
        Map<String, byte[]> tops = new TreeMap<>();
        for (Path file : files(sources)) {
            String name = sources.relativize(file).toString().replace('\\', '/');
            (name.contains("/") ? assets : tops).put(name, Files.readAllBytes(file));
        }
        for (Path file : files(libraries)) {
            String name = file.getFileName().toString();
            byte[] content = Files.readAllBytes(file);
            String export = EXPORTS.get(name);
            assets.put("lib/" + name, export == null ? content : append(content, export));
        }
        Map<String, String> fill = Map.of(
                "%VERSION%", version(assets),
                "%PRELOAD%", String.join("\n  ", preload(assets, version(assets))),
                "%SHELL%", shell(assets));

        delete(target);
        for (Map.Entry<String, byte[]> asset : assets.entrySet()) {
            write(target.resolve("assets"), asset.getKey(), asset.getValue());
        }
        for (Map.Entry<String, byte[]> top : tops.entrySet()) {
            write(target, top.getKey(), filled(top, fill));
        }
        Files.writeString(target.resolve("version.txt"), fill.get("%VERSION%"));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] append(byte[] content, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(content);
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static String version(Map<String, byte[]> assets) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Map.Entry<String, byte[]> asset : assets.entrySet()) {
            digest.update((asset.getKey() + "\n" + asset.getValue().length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(asset.getValue());
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    /** Else a browser would find out about them one import after the other. */
    private static List<String> preload(Map<String, byte[]> assets, String version) {
        Set<String> found = new LinkedHashSet<>();
        List<String> next = new ArrayList<>(List.of("app/main.js"));
        while (!next.isEmpty()) {
            String name = next.remove(0);
            if (found.add(name)) {
                byte[] content = assets.get(name);
                if (content == null) {
                    throw new IllegalStateException("imported, and not there: " + name);
                }
                Matcher imports = STATIC_IMPORT.matcher(new String(content, StandardCharsets.UTF_8));
                while (imports.find()) {
                    next.add(Path.of(name).resolveSibling(imports.group(1)).normalize().toString().replace('\\', '/'));
                }
            }
        }
        return found.stream()
                .map(name -> "<link rel=\"modulepreload\" href=\"web/" + version + "/" + name + "\">")
                .toList();
    }

    private static String shell(Map<String, byte[]> assets) {
        return assets.keySet().stream()
                .filter(name -> !ON_DEMAND.contains(name))
                .map(name -> "\"" + name + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] filled(Map.Entry<String, byte[]> file, Map<String, String> fill) {
        if (!TEXT.contains(extension(file.getKey()))) {
            return file.getValue();
        }
        String text = new String(file.getValue(), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> value : fill.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Texts compressed, with {@code .gz} behind the name; the rest is compressed already. */
    private static void write(Path folder, String name, byte[] content) throws IOException {
        boolean text = TEXT.contains(extension(name));
        Path file = folder.resolve(text ? name + ".gz" : name);
        Files.createDirectories(file.getParent());
        Files.write(file, text ? gzip(content) : content);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
