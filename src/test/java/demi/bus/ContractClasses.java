package demi.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All classes of the contract, by the files that are there. */
final class ContractClasses {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final List<String> FOLDERS = List.of("demi/bus", "demi/api");
    private static final int FEWEST = 40;

    private ContractClasses() {}

    static List<Class<?>> all() throws IOException {
        List<Class<?>> all = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(folder))) {
                files.map(file -> SOURCES.relativize(file).toString())
                        .filter(file -> file.endsWith(".java") && !file.endsWith("package-info.java"))
                        .map(file -> file.replace(".java", "").replace('/', '.'))
                        .sorted()
                        .forEach(name -> all.add(load(name)));
            }
        }
        if (all.size() < FEWEST) {
            throw new AssertionError("only " + all.size() + " classes found: has the contract moved?");
        }
        return all;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
