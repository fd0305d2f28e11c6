package demi.settings;

import demi.settings.source.Table;
import demi.settings.source.TableRow;
import demi.settings.source.ValueType;
import io.netty.util.NetUtil;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of values that settings have; a room with another kind makes it of these. */
public final class ValueTypes {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,8})?(\\.[0-9]{1,30})?");
    private static final Pattern DURATION = Pattern.compile("(0|[1-9][0-9]{0,8})\\s?(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,9})\\s?(B|KiB|MiB)");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]+");
    private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

    public static final ValueType<Boolean> FLAG =
            new ValueType<>("true or false (or yes, no, 1, 0)", text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "1" -> true;
                case "false", "no", "0" -> false;
                default -> throw new IllegalArgumentException();
            });
    public static final ValueType<String> HOST_NAME = matching(HOST, "a host name or an IP address");
    public static final ValueType<String> E_MAIL = matching(MAIL, "an e-mail address");
    public static final ValueType<String> MODEL_NAME =
            matching(Pattern.compile("[^\\s,]+"), "a model's name, such as llama3.2:1b");
    public static final ValueType<ZoneId> ZONE = new ValueType<>("a time zone such as Europe/Berlin", text -> {
        require(ZoneRulesProvider.getAvailableZoneIds().contains(text));
        return ZoneId.of(text);
    });
    public static final ValueType<LocalTime> TIME_OF_DAY =
            new ValueType<>("a time of day such as 22:00", LocalTime::parse);
    public static final ValueType<Path> PATH =
            new ValueType<>("the path of a file or directory (~ is your home directory)", text -> {
                require(!text.isBlank() && (!text.startsWith("~") || text.equals("~") || text.startsWith("~/")));
                return Path.of(text);
            });
    public static final ValueType<URI> WEB_ADDRESS = new ValueType<>(
            "an absolute URL that begins with http:// or https://, without ? and #",
            ValueTypes::webAddress,
            uri -> uri.toString().replaceFirst("//[^/]*@", "//***@"));
    public static final ValueType<List<URI>> WEB_ADDRESSES =
            listOf(WEB_ADDRESS, "a list of absolute URLs such as [http://nas:11434]");
    public static final ValueType<List<String>> NETWORKS = listOf(
            new ValueType<>("an IP address or a range", ValueTypes::network),
            "a list of IP addresses or ranges, such as [127.0.0.1, 10.0.0.0/8]");
    public static final ValueType<String> LINE =
            matching(Pattern.compile("[^\\p{Cntrl}]{1,500}"), "one line of at most 500 characters");
    public static final ValueType<String> TOKEN = new ValueType<>("a token without spaces", text -> {
        require(!text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127));
        return text;
    });

    private ValueTypes() {}

    /** Text that a pattern matches as a whole. */
    public static ValueType<String> matching(Pattern pattern, String rule) {
        return new ValueType<>(rule, text -> {
            require(pattern.matcher(text).matches());
            return text;
        });
    }

    /** Values with a comma between each two, or a YAML list; empty for none. */
    public static <T> ValueType<List<T>> listOf(ValueType<T> each, String rule) {
        return new ValueType<>(
                rule,
                text -> text.isBlank()
                        ? List.of()
                        : Arrays.stream(text.split(",", -1))
                                .map(item -> each.parse().apply(item.strip()))
                                .toList(),
                items -> items.stream().map(each.show()).toList().toString(),
                true);
    }

    /** Tables, each of which makes one value; a YAML list. */
    public static <T> ValueType<List<T>> tablesOf(
            Table table, Function<TableRow, T> each, Function<T, String> show, String rule) {
        return new ValueType<>(
                rule,
                text -> TableRow.read(text).stream().map(each).toList(),
                items -> items.stream().map(show).toList().toString(),
                true,
                table);
    }

    /** One of the names of an enum, written small. */
    public static <E extends Enum<E>> ValueType<E> oneOf(Class<E> names, String rule) {
        return new ValueType<>(
                rule,
                text -> Enum.valueOf(names, text.toUpperCase(Locale.ROOT)),
                name -> name.name().toLowerCase(Locale.ROOT));
    }

    /** Of a listener; 0 for any free one. */
    public static ValueType<Integer> port() {
        return whole(0, 65535);
    }

    public static ValueType<Integer> whole(int least, int most) {
        return new ValueType<>("a whole number from " + least + " to " + most, text -> {
            require(WHOLE.matcher(text).matches());
            long value = Long.parseLong(text);
            require(least <= value && value <= most);
            return (int) value;
        });
    }

    public static ValueType<Double> number(double least, double most) {
        return new ValueType<>(
                "a number from " + ValueTypes.plain(least) + " to " + ValueTypes.plain(most),
                text -> {
                    require(DECIMAL.matcher(text).matches());
                    double value = Double.parseDouble(text);
                    require(least <= value && value <= most);
                    return value;
                },
                ValueTypes::plain);
    }

    public static ValueType<Duration> duration(String least, String most) {
        Duration from = parseDuration(least);
        Duration to = parseDuration(most);
        return new ValueType<>(
                "a duration from " + least + " to " + most + ", written like 250ms, 30s, 5m, 12h or 7d",
                text -> {
                    Duration value = parseDuration(text);
                    require(value.compareTo(from) >= 0 && value.compareTo(to) <= 0);
                    return value;
                },
                ValueTypes::show);
    }

    public static ValueType<Integer> size(String least, String most) {
        long from = parseSize(least);
        long to = parseSize(most);
        return new ValueType<>(
                "a size from " + least + " to " + most + ", written like 512B, 64KiB or 2MiB",
                text -> {
                    long value = parseSize(text);
                    require(from <= value && value <= to);
                    return (int) value;
                },
                value -> value % 1024 == 0 ? value / 1024 + "KiB" : value + "B");
    }

    private static Duration parseDuration(String text) {
        Matcher parts = DURATION.matcher(text);
        require(parts.matches());
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String show(Duration value) {
        long millis = value.toMillis();
        for (var unit : List.of(
                Map.entry("d", 86_400_000L),
                Map.entry("h", 3_600_000L),
                Map.entry("m", 60_000L),
                Map.entry("s", 1_000L))) {
            if (millis > 0 && millis % unit.getValue() == 0) {
                return millis / unit.getValue() + unit.getKey();
            }
        }
        return millis + "ms";
    }

    private static long parseSize(String text) {
        Matcher parts = SIZE.matcher(text);
        require(parts.matches());
        long factor = switch (parts.group(2)) {
            case "B" -> 1;
            case "KiB" -> 1024;
            default -> 1024 * 1024;
        };
        return Long.parseLong(parts.group(1)) * factor;
    }

    /** Without slashes at its end. */
    public static URI webAddress(String text) {
        URI uri = URI.create(text.strip().replaceFirst("/+$", ""));
        require("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        require(uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null);
        require(uri.getPort() >= -1 && uri.getPort() <= 65535 && uri.getPort() != 0);
        return uri;
    }

    private static String network(String text) {
        String[] parts = text.split("/", 2);
        int bits = NetUtil.isValidIpV4Address(parts[0]) ? 32 : 128;
        require(bits == 32 || (NetUtil.isValidIpV6Address(parts[0]) && !parts[0].contains("%")));
        require(parts.length == 1 || (parts[1].matches("\\d{1,3}") && Integer.parseInt(parts[1]) <= bits));
        return text;
    }

    private static String plain(double value) {
        return value == Math.rint(value)
                ? String.valueOf((long) value)
                : BigDecimal.valueOf(value).toPlainString();
    }

    /** Throws what {@link ValueType#parse} throws for text that does not fit. */
    public static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException();
        }
    }
}
