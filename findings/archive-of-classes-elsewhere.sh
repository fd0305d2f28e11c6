#!/usr/bin/env bash
# An archive of classes (-XX:ArchiveClassesAtExit) makes no memory shared, by default: Java 17.0.15 and 25.0.3 map it at a random
# address (ArchiveRelocationMode=1), and rewrite the addresses in it at each start. Nearly every page of it is then memory of that
# process alone, which the machine can neither drop and read again nor share between two. With ArchiveRelocationMode=0, an option for
# diagnosis, it lies where it was made for, and most of it stays the file's. What is resident in all is the same, so it is easily missed.
# Here an archive of Guava 33.4.8 is measured with both. Needs Linux, a JDK of one of these two versions, or a later one, and curl.
set -euo pipefail
guava=33.4.8-jre
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
curl -sSfO "https://repo.maven.apache.org/maven2/com/google/guava/guava/$guava/guava-$guava.jar"
mkdir classes
cat >Main.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

public class Main {
    public static void main(String[] arguments) throws Exception {
        List<String> names;
        try (JarFile jar = new JarFile(arguments[0])) {
            names = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("com/google/") && name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .toList();
        }
        int loaded = 0;
        for (String name : names) {
            try {
                Class.forName(name, false, Main.class.getClassLoader());
                loaded++;
            } catch (LinkageError | ClassNotFoundException needsAnother) {
                // Annotations of other packages.
            }
        }
        System.gc();
        long anonymous = 0;
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            anonymous += line.startsWith("RssAnon:") ? Long.parseLong(line.replaceAll("\\D", "")) : 0;
        }
        System.out.println(loaded + " " + anonymous / 1024);
    }
}
JAVA
javac -d classes Main.java
jar --create --file main.jar -C classes .
options=(-XX:+UseSerialGC -Xms32m -Xmx32m -Xlog:cds=off -Xlog:cds+dynamic=off -cp "main.jar:guava-$guava.jar")
java -XX:ArchiveClassesAtExit=main.jsa "${options[@]}" Main "guava-$guava.jar" >/dev/null

measure() { # MODE
  java -XX:SharedArchiveFile=main.jsa -XX:+UnlockDiagnosticVMOptions "$@" "${options[@]}" Main "guava-$guava.jar"
}
read -r classes moved < <(measure)
read -r _ in_place < <(measure -XX:ArchiveRelocationMode=0)
archive=$(($(stat -c %s main.jsa) / 1024 / 1024))
java -version 2>&1 | sed -n 1p
echo "archive of $classes classes:              $archive MB"
echo "memory of no file, by default:          $moved MB"
echo "memory of no file, at its own address:  $in_place MB"
if [ "$archive" -gt 5 ] && [ $((moved - in_place)) -gt $((archive / 2)) ]; then exit 0; fi
echo "This has changed." >&2
exit 1
