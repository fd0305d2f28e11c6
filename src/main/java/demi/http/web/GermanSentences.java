package demi.http.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * German for the sentences that the code has in English, from {@code text/problems_de.txt}: pairs of lines, first the English one.
 * What varies in one stands as {0}, {1} and so on; where that is a sentence itself it is put into German, too.
 */
final class GermanSentences {

    private static final String FILE = "/text/problems_de.txt";
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?]) ");
    private static final Pattern PART = Pattern.compile("\\{(\\d)}");
    /** Longer than any of them: such a text is somebody's words. */
    private static final int LONGEST = 1_000;

    private static final Map<String, String> WHOLE = new HashMap<>();
    private static final List<Template> TEMPLATES = new ArrayList<>();

    private record Template(Pattern english, String german) {}

    static {
        List<String> lines = lines();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String english = lines.get(i);
            if (PART.matcher(english).find()) {
                TEMPLATES.add(new Template(pattern(english), lines.get(i + 1)));
            } else {
                WHOLE.put(english, lines.get(i + 1));
            }
        }
    }

    private GermanSentences() {}

    /** The German sentence; the English one where there is none. */
    static String of(String english) {
        return Objects.requireNonNullElse(find(english), english);
    }

    /** Null where there is none; of several sentences each is looked for. */
    static @Nullable String find(String english) {
        String whole = WHOLE.get(english);
        if (whole != null || english.length() > LONGEST) {
            return whole;
        }
        String filled = filled(english);
        return filled != null ? filled : each(SENTENCE_END.split(english));
    }

    private static @Nullable String each(String[] sentences) {
        if (sentences.length < 2) {
            return null;
        }
        List<String> german = new ArrayList<>();
        for (String sentence : sentences) {
            String found = find(sentence);
            if (found == null) {
                return null;
            }
            german.add(found);
        }
        return String.join(" ", german);
    }

    private static @Nullable String filled(String english) {
        for (Template template : TEMPLATES) {
            Matcher found = template.english().matcher(english);
            if (found.matches()) {
                return PART.matcher(template.german())
                        .replaceAll(
                                part -> Matcher.quoteReplacement(of(found.group(Integer.parseInt(part.group(1)) + 1))));
            }
        }
        return null;
    }

    private static Pattern pattern(String english) {
        return Pattern.compile(
                PART.splitAsStream(english).map(Pattern::quote).collect(Collectors.joining("(.+?)"))
                        + (english.endsWith("}") ? "(.+?)" : ""),
                Pattern.DOTALL);
    }

    private static List<String> lines() {
        try (InputStream file = Objects.requireNonNull(GermanSentences.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
