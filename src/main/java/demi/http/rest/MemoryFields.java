package demi.http.rest;

import demi.api.MemoryApi.Change;
import demi.api.value.Holding;
import demi.api.value.MemoryKind;
import demi.http.web.Problem;
import demi.http.web.RequestFields;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of a memory in a request. */
final class MemoryFields {

    private static final int LONGEST_WORDS = 200;
    private static final String KINDS =
            Arrays.stream(MemoryKind.values()).map(MemoryKind::key).collect(Collectors.joining(", "));

    private MemoryFields() {}

    static @Nullable MemoryKind kind(RequestFields fields) {
        return kind(fields.optional("kind"));
    }

    static @Nullable MemoryKind kind(RoutingContext context) {
        return kind(context.queryParams().get("kind"));
    }

    private static @Nullable MemoryKind kind(@Nullable String key) {
        if (key == null) {
            return null;
        }
        return Arrays.stream(MemoryKind.values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.field("kind", "has to be one of " + KINDS + "."));
    }

    /** Null where nothing is searched for. */
    static @Nullable String words(RoutingContext context) {
        String words = context.queryParams().get("q");
        if (words != null && words.length() > LONGEST_WORDS) {
            throw Problem.field("q", "has at most " + LONGEST_WORDS + " characters.");
        }
        return words == null || words.isBlank() ? null : words;
    }

    /** Null where it is missing; an empty object says that there is no date. */
    static @Nullable Holding holds(RequestFields fields) {
        RequestFields holds = fields.object("holds");
        if (holds == null) {
            return null;
        }
        LocalDate from = parsed(holds, "from", LocalDate::parse);
        LocalDate until = parsed(holds, "until", LocalDate::parse);
        if (from != null && until != null && until.isBefore(from)) {
            throw Problem.field("holds.until", "must not be before holds.from.");
        }
        Holding holding = new Holding(
                from,
                until,
                parsed(holds, "at", LocalTime::parse),
                Objects.requireNonNullElse(holds.flag("yearly"), false));
        if (!holding.isUsable()) {
            throw Problem.field(
                    "holds", "has days from the year " + Holding.FIRST_YEAR + " to " + Holding.LAST_YEAR + ".");
        }
        return holding;
    }

    private static <T> @Nullable T parsed(RequestFields holds, String name, Function<String, T> parse) {
        String text = holds.optional(name);
        try {
            return text == null ? null : parse.apply(text);
        } catch (DateTimeException e) {
            throw Problem.field(
                    "holds." + name,
                    "has to be a " + (name.equals("at") ? "time such as 09:30." : "day such as 2026-12-04."));
        }
    }

    static boolean isEmpty(Change change) {
        return change.content() == null
                && change.pinned() == null
                && change.confidential() == null
                && change.kind() == null
                && change.holds() == null
                && change.house() == null
                && change.ended() == null;
    }
}
