package demi.memory.house;

import demi.api.store.MemoryStore.Resident;
import demi.memory.recall.StopWords;
import demi.util.OneLine;
import demi.util.WordParts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The people of the house by what they are called: their username, or the first name in it where that is only theirs. */
public final class Residents {

    private static final Pattern SEPARATOR = Pattern.compile("[\\s._@+-]+|(?<=\\p{L})(?=\\p{N})");
    private static final Pattern NOBODY = Pattern.compile("(?<name>(?!))");
    private static final int SHORTEST = 2;

    /** The same from turn to turn. */
    private static volatile Residents newest = new Residents(List.of());

    private final List<Resident> all;
    /** In lower case; of a name that two have, neither. */
    private final Map<String, Resident> byName = new HashMap<>();

    private final Pattern anyName;

    static Residents of(List<Resident> all) {
        Residents known = newest;
        if (!known.all.equals(all)) {
            known = new Residents(all);
            newest = known;
        }
        return known;
    }

    public Residents(List<Resident> all) {
        this.all = List.copyOf(all);
        Set<String> twice = new HashSet<>();
        for (Resident resident : all) {
            for (String form : List.of(plain(resident.name()), firstName(resident.name()))) {
                Resident other = byName.putIfAbsent(form, resident);
                if (other != null && !other.equals(resident)) {
                    twice.add(form);
                }
            }
        }
        twice.forEach(byName::remove);
        byName.keySet()
                .removeIf(form -> form.length() < SHORTEST || form.chars().noneMatch(Character::isLetter));
        this.anyName = byName.isEmpty()
                ? NOBODY
                : Pattern.compile(
                        "(?<![\\p{L}\\p{N}])(?<name>"
                                + names().stream().map(Pattern::quote).collect(Collectors.joining("|"))
                                + ")s?(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String plain(String name) {
        return OneLine.of(name).toLowerCase(Locale.ROOT);
    }

    private static String firstName(String name) {
        String[] parts = SEPARATOR.split(plain(name), -1);
        return parts.length == 0 ? "" : parts[0].isEmpty() && parts.length > 1 ? parts[1] : parts[0];
    }

    public boolean isOne(String userId) {
        return all.stream().anyMatch(resident -> resident.userId().equals(userId));
    }

    List<Resident> all() {
        return all;
    }

    public boolean isAlone() {
        return all.size() < 2;
    }

    Optional<Resident> byId(String userId) {
        return all.stream().filter(resident -> resident.userId().equals(userId)).findFirst();
    }

    Optional<Resident> named(String name) {
        return Optional.ofNullable(byName.get(plain(name)));
    }

    /** Names that stand for one of them each, the longest first. */
    List<String> names() {
        List<String> names = new ArrayList<>(byName.keySet());
        names.sort((one, other) -> other.length() - one.length());
        return names;
    }

    /** Who a text names, by a name that can be no other word there. */
    Set<Resident> namedIn(String text) {
        Set<Resident> found = new LinkedHashSet<>();
        Matcher matcher = anyName.matcher(text);
        while (matcher.find()) {
            String name = matcher.group("name").toLowerCase(Locale.ROOT);
            Resident resident = byName.get(name);
            boolean capital = Character.isUpperCase(text.codePointAt(matcher.start()));
            boolean first = text.substring(0, matcher.start()).isBlank();
            if (resident != null && (!isWord(name) || (capital && !first))) {
                found.add(resident);
            }
        }
        return found;
    }

    /** "Will", "May". */
    private static boolean isWord(String name) {
        return StopWords.bindsAnywhere(WordParts.plain(name)) || COMMON.contains(name);
    }

    private static final Set<String> COMMON = Set.of(
            "may", "will", "mark", "hope", "joy", "rose", "grace", "faith", "art", "bill", "rob", "pat", "sue", "dawn",
            "june", "april", "august", "summer", "ernst", "wolf", "bear", "max", "frank", "grant", "chase", "drew",
            "jack", "ray", "can", "cat", "admin", "user", "home", "mama", "papa", "mom", "dad", "mum", "me", "demi",
            "house", "family", "test");

    /** What somebody is called where others read of them: "bob.miller" is Bob, "Bob Miller" as they call themselves. */
    static String called(Resident resident) {
        String name = OneLine.of(resident.name());
        String first = firstName(name);
        int at = name.toLowerCase(Locale.ROOT).indexOf(first);
        boolean whole = name.contains(" ") || first.isEmpty() || at < 0;
        return OneLine.name(whole ? name : capitalised(name.substring(at, at + first.length())));
    }

    private static String capitalised(String name) {
        int first = name.codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(Character.toUpperCase(first))
                .append(name.substring(Character.charCount(first)))
                .toString();
    }
}
