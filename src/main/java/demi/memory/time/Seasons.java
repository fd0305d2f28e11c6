package demi.memory.time;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Seasons by whole months; south of the equator they are the other way round. */
final class Seasons {

    /** The month in which each begins in the north. */
    static final Map<String, Integer> BEGINS = Map.ofEntries(
            Map.entry("spring", 3),
            Map.entry("summer", 6),
            Map.entry("autumn", 9),
            Map.entry("fall", 9),
            Map.entry("winter", 12),
            Map.entry("fruhling", 3),
            Map.entry("fruhjahr", 3),
            Map.entry("sommer", 6),
            Map.entry("herbst", 9),
            Map.entry("primavera", 3),
            Map.entry("verano", 6),
            Map.entry("otono", 9),
            Map.entry("invierno", 12),
            Map.entry("printemps", 3),
            Map.entry("ete", 6),
            Map.entry("automne", 9),
            Map.entry("hiver", 12));

    private static final Set<String> SOUTH = Set.of("Australia", "Antarctica");
    private static final Set<String> SOUTHERN = Set.of(
            "Pacific/Auckland",
            "Africa/Johannesburg",
            "Africa/Windhoek",
            "Africa/Harare",
            "Africa/Maputo",
            "America/Sao_Paulo",
            "America/Santiago",
            "America/Montevideo",
            "America/Asuncion",
            "America/La_Paz",
            "America/Lima",
            "America/Buenos_Aires");

    private Seasons() {}

    /** The one of that name that begins in that year; null where there is none. */
    static @Nullable Span of(String name, int year, ZoneId zone, int start, int end) {
        Integer begins = BEGINS.get(DateWords.key(name));
        if (begins == null) {
            return null;
        }
        int month = isSouth(zone) ? (begins + 5) % 12 + 1 : begins;
        LocalDate first = LocalDate.of(year, month, 1);
        return new Span(start, end, first, first.plusMonths(3).minusDays(1), false);
    }

    private static boolean isSouth(ZoneId zone) {
        String id = zone.getId();
        return SOUTHERN.contains(id) || SOUTH.contains(id.split("/", -1)[0]) || id.startsWith("America/Argentina/");
    }
}
