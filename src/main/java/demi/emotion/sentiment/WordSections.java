package demi.emotion.sentiment;

import demi.emotion.words.PhraseMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A resource with a language's words: {@code [section]} lines, and {@code @name = a|b} for what is written {@code @name} below it. */
final class WordSections {
    private static final Pattern GROUP = Pattern.compile("@(\\w+)");

    private final Map<String, StringBuilder> sections = new LinkedHashMap<>();

    WordSections(String resource) {
        Map<String, String> groups = new HashMap<>();
        StringBuilder section = new StringBuilder();
        for (String line : Resources.lines(resource)) {
            if (line.startsWith("[")) {
                section = sections.computeIfAbsent(line.substring(1, line.indexOf(']')), name -> new StringBuilder());
            } else if (line.startsWith("@") && line.contains(" = ")) {
                groups.put(line.substring(1, line.indexOf(' ')), line.substring(line.indexOf('=') + 2));
            } else {
                section.append(expand(line, groups)).append('\n');
            }
        }
    }

    private static String expand(String line, Map<String, String> groups) {
        return GROUP.matcher(line)
                .replaceAll(match -> Matcher.quoteReplacement(groups.getOrDefault(match.group(1), match.group())));
    }

    private String text(String section) {
        return sections.getOrDefault(section, new StringBuilder()).toString();
    }

    /** {@code a|$} is the word or the clause's end, which {@link PhraseMatcher} has apart. */
    PhraseMatcher phrases(String section) {
        return new PhraseMatcher(
                text(section).lines().flatMap(WordSections::endings).collect(Collectors.joining("\n")));
    }

    private static Stream<String> endings(String line) {
        List<String> ended = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        for (String part : line.split(" ", -1)) {
            List<String> words = new ArrayList<>(List.of(part.split("\\|", -1)));
            if (words.size() > 1 && words.remove("$")) {
                ended.add(whole + "$");
            }
            whole.append(String.join("|", words)).append(' ');
        }
        ended.add(whole.toString());
        return ended.stream();
    }

    List<String> lines(String section) {
        return text(section).lines().toList();
    }

    Set<String> words(String section) {
        return Pattern.compile("\\s+").splitAsStream(text(section)).collect(Collectors.toUnmodifiableSet());
    }

    /** The words of those lines that have one word, or alternatives to it. */
    Set<String> singleWords(String section) {
        return lines(section).stream()
                .filter(line -> line.indexOf(' ') < 0)
                .flatMap(Pattern.compile("\\|")::splitAsStream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
