package demi.http.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.http.web.JsonViews;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Memories as they are shown: as JSON, and as a text for people. */
public final class MemoryViews {

    private static final Map<MemoryKind, String> TITLES = Map.of(
            MemoryKind.IDENTITY, "Who you are",
            MemoryKind.FAMILY, "Family and friends",
            MemoryKind.HEALTH, "Health",
            MemoryKind.LIFE, "Life",
            MemoryKind.TASTE, "Likes and dislikes",
            MemoryKind.EVENT, "Events",
            MemoryKind.OTHER, "Other");

    private MemoryViews() {}

    public static ObjectNode json(MemoryFact memory) {
        MemoryKind kind = memory.kind();
        ObjectNode json = JsonViews.object()
                .put("memory_id", memory.memoryId())
                .put("content", memory.content())
                .put("message_id", memory.messageId())
                .put("kind", kind == null ? null : kind.key())
                .put("pinned", memory.pinned())
                .put("confidential", memory.confidential())
                .put("house", memory.house())
                .put("told_at", JsonViews.time(memory.createdAt()))
                .put("ended_at", JsonViews.timeOrNull(memory.endedAt()))
                .put("created_at", JsonViews.time(memory.createdAt()))
                .put("updated_at", JsonViews.time(memory.updatedAt()))
                .put("used_at", JsonViews.timeOrNull(memory.usedAt()))
                .put("uses", memory.uses());
        json.set("holds", holds(memory.holds()));
        return json;
    }

    private static @Nullable ObjectNode holds(Holding holds) {
        return holds.isDated()
                ? JsonViews.object()
                        .put("from", text(holds.from()))
                        .put("until", text(holds.until()))
                        .put("at", text(holds.at()))
                        .put("yearly", holds.yearly())
                : null;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    static ObjectNode export(List<MemoryFact> memories, Instant at) {
        ArrayNode list = JsonViews.array();
        memories.forEach(memory -> list.add(json(memory)));
        ObjectNode all = JsonViews.object().put("exported_at", JsonViews.time(at));
        all.set("memories", list);
        return all;
    }

    /** By kinds, those that are true first. */
    static String markdown(List<MemoryFact> memories, Instant at) {
        StringBuilder text = new StringBuilder("# What Demi knows of you\n\nAs of ")
                .append(day(at))
                .append(".\n");
        for (MemoryKind kind : MemoryKind.values()) {
            String lines = memories.stream()
                    .filter(memory -> (memory.kind() == null ? MemoryKind.OTHER : memory.kind()) == kind)
                    .sorted(Comparator.comparing(memory -> memory.endedAt() != null))
                    .map(MemoryViews::line)
                    .collect(Collectors.joining("\n"));
            if (!lines.isEmpty()) {
                text.append("\n## ")
                        .append(TITLES.get(kind))
                        .append("\n\n")
                        .append(lines)
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String line(MemoryFact memory) {
        String when = when(memory.holds());
        Instant ended = memory.endedAt();
        return "- " + memory.content() + " _(" + when + (when.isEmpty() ? "" : "; ") + "told " + day(memory.createdAt())
                + (ended == null ? "" : "; no longer true since " + day(ended)) + (memory.pinned() ? "; pinned" : "")
                + ")_";
    }

    private static String when(Holding holds) {
        LocalDate from = holds.from();
        LocalDate until = holds.until();
        String at = holds.at() == null ? "" : " " + holds.at();
        if (holds.yearly() && from != null) {
            return "every year, " + from;
        }
        if (from == null || until == null) {
            return from != null ? "since " + from + at : until != null ? "until " + until + at : "";
        }
        return from.equals(until) ? from + at : from + " to " + until;
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
