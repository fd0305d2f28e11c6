package demi.memory.own;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.api.MemoryApi.NewMemory;
import demi.api.value.Holding;
import demi.api.value.MemoryKind;
import demi.util.OneLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of memories as people bring one along: an export of Demi's in JSON, a JSON list of texts, a list in Markdown, or
 * plain lines, as other assistants show theirs. Headings and empty lines are none.
 *
 * @param memories in their order
 * @param unusable what could not be read as one
 */
record MemoryFile(List<NewMemory> memories, int unusable) {

    static final int MOST = 2_000;
    static final int LONGEST = 500;

    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HEADING = Pattern.compile("^(?:#{1,6}\\s.*|[-=*_]{3,}|```.*|>\\s.*)$");
    private static final Pattern MARK =
            Pattern.compile("^(?:[-*•+·]|\\d{1,4}[.)]|\\[\\d{4}-\\d\\d-\\d\\d][.:]?(?: -)?)\\s*(?:\\[[ xX]]\\s+)?");
    /** The words behind a memory in an export of hers. */
    private static final Pattern DATES = Pattern.compile("\\s*_\\([^()]*\\)_$");

    MemoryFile {
        memories = List.copyOf(memories);
    }

    static MemoryFile read(String file, boolean confidential) {
        String text = file.strip().replaceFirst("^\uFEFF", "");
        boolean json = text.startsWith("{") || text.startsWith("[");
        try {
            return json ? ofJson(JSON.readTree(text), confidential) : ofLines(text, confidential);
        } catch (JsonProcessingException e) {
            return ofLines(text, confidential);
        }
    }

    private static MemoryFile ofLines(String text, boolean confidential) {
        List<NewMemory> memories = new ArrayList<>();
        int unusable = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            String content = DATES.matcher(MARK.matcher(line).replaceFirst(""))
                    .replaceFirst("")
                    .strip();
            if (line.isEmpty() || HEADING.matcher(line).matches()) {
                continue;
            }
            if (isUsable(content)) {
                memories.add(new NewMemory(OneLine.of(content), null, null, false, confidential, false, null, null));
            } else {
                unusable++;
            }
        }
        return new MemoryFile(memories, unusable);
    }

    private static MemoryFile ofJson(JsonNode root, boolean confidential) {
        JsonNode list = root.isArray() ? root : root.path("memories");
        List<NewMemory> memories = new ArrayList<>();
        int unusable = list.isArray() ? 0 : 1;
        for (JsonNode each : list) {
            String content = each.isTextual() ? each.textValue() : text(each, "content", "memory", "text");
            if (content != null && isUsable(content.strip())) {
                memories.add(memory(each, OneLine.of(content), confidential));
            } else {
                unusable++;
            }
        }
        return new MemoryFile(memories, unusable);
    }

    private static NewMemory memory(JsonNode each, String content, boolean confidential) {
        String kind = text(each, "kind");
        JsonNode holds = each.path("holds");
        Holding when = new Holding(
                parsed(text(holds, "from"), LocalDate::parse),
                parsed(text(holds, "until"), LocalDate::parse),
                parsed(text(holds, "at"), LocalTime::parse),
                holds.path("yearly").asBoolean(false));
        return new NewMemory(
                content,
                kind == null ? null : MemoryKind.of(kind),
                when.isDated() && when.isUsable() ? when : null,
                each.path("pinned").asBoolean(false),
                each.path("confidential").asBoolean(confidential),
                each.path("house").asBoolean(false),
                instant(text(each, "told_at", "created_at")),
                instant(text(each, "ended_at")));
    }

    private static @Nullable String text(JsonNode node, String... names) {
        for (String name : names) {
            if (node.path(name).isTextual()) {
                return node.path(name).textValue();
            }
        }
        return null;
    }

    /** Null also where no calendar that people use has it. */
    private static @Nullable Instant instant(@Nullable String text) {
        Instant at = parsed(text, Instant::parse);
        return at == null || at.isBefore(EARLIEST) || at.isAfter(LATEST) ? null : at;
    }

    private static <T> @Nullable T parsed(@Nullable String text, Function<String, T> parse) {
        try {
            return text == null ? null : parse.apply(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isUsable(String content) {
        return content.codePointCount(0, content.length()) <= LONGEST
                && content.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
