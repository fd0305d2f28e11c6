#!/usr/bin/env bash
# Of picocli 4.7.7, an archive of classes that Java 17 writes when a program ends (-XX:ArchiveClassesAtExit) holds nothing.
#
# Its classes are in the format of Java 5 (49). Those below 50 are checked by an older way, and such an archive leaves them out as soon
# as they have been linked, without a word. So each start of a command line reads all of them out of the jar, and checks them, while
# everything else comes from the archive at once. A program that starts without anything to parse had better not ask picocli.
# Needs a JDK 17, curl and unzip.
set -euo pipefail
version=4.7.7
java=$(java -version 2>&1)
[[ $java == *'version "17'* ]] || { echo "This needs Java 17." >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
curl -sSfO "https://repo.maven.apache.org/maven2/info/picocli/picocli/$version/picocli-$version.jar"
mkdir classes
cat >Main.java <<'JAVA'
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "main", mixinStandardHelpOptions = true)
public class Main implements Runnable {
    @Option(names = "--times") int times;

    @Override
    public void run() {
        new Other().say(times);
    }

    public static void main(String[] arguments) {
        new CommandLine(new Main()).execute(arguments);
    }
}

class Other {
    void say(int times) {
        System.out.println("times: " + times);
    }
}
JAVA
javac -cp "picocli-$version.jar" -proc:none -d classes Main.java
# An archive holds classes of jars only.
jar --create --file main.jar -C classes .
path=main.jar:picocli-$version.jar
java -XX:ArchiveClassesAtExit=main.jsa -Xlog:cds=off -Xlog:cds+dynamic=off -cp "$path" Main --times 2 >/dev/null
java -XX:SharedArchiveFile=main.jsa -Xlog:class+load:file=loaded.txt -cp "$path" Main --times 2 >/dev/null

count() { # BEGINNING-OF-NAMES SOURCE
  grep -F "] $1" loaded.txt | grep -cF "source: $2" || true
}
unzip -q "picocli-$version.jar" picocli/CommandLine.class
format=$(od -An -tu1 -j7 -N1 picocli/CommandLine.class | tr -d ' ')
own=$(count 'Other ' 'shared objects file (top)')
archived=$(count 'picocli.' 'shared objects file')
read=$(count 'picocli.' 'file:')
echo "picocli $version, ${java%%$'\n'*}"
echo "format of its classes:           $format"
echo "a class of the program's own:    $own from the archive"
echo "picocli's classes:               $archived from the archive, $read read from the jar"
if [ "$format" = 49 ] && [ "$own" = 1 ] && [ "$archived" = 0 ] && [ "$read" -gt 100 ]; then exit 0; fi
echo "This has changed." >&2
exit 1
