package demi.settings;

import demi.discord.DiscordSettings.DirectMessages;
import demi.notifications.NotificationSettings;
import demi.settings.source.ValueType;
import io.netty.util.NetUtil;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of values that settings have. */
final class ValueTypes {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,8})?(\\.[0-9]{1,30})?");
    private static final Pattern DURATION = Pattern.compile("(0|[1-9][0-9]{0,8})\\s?(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,9})\\s?(B|KiB|MiB)");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]+");
    private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

    static final ValueType<Boolean> FLAG =
            new ValueType<>("true or false (or yes, no, 1, 0)", text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "1" -> true;
                case "false", "no", "0" -> false;
                default -> throw new IllegalArgumentException();
            });
    static final ValueType<String> HOST_NAME = matching(HOST, "a host name or an IP address");
    static final ValueType<String> E_MAIL = matching(MAIL, "an e-mail address");
    static final ValueType<String> SNOWFLAKE =
            matching(Pattern.compile("[0-9]{15,20}"), "a Discord id, such as 1234567890123456789");
    static final ValueType<List<String>> SNOWFLAKES = new ValueType<>(
            "a list of Discord ids, such as [1234567890123456789]",
            text -> text.isBlank()
                    ? List.of()
                    : Arrays.stream(text.split(",", -1))
                            .map(id -> SNOWFLAKE.parse().apply(id.strip()))
                            .toList(),
            ids -> ids.toString(),
            true);
    static final ValueType<DirectMessages> DIRECT_MESSAGES = new ValueType<>(
            "everyone, linked or off",
            text -> DirectMessages.valueOf(text.toUpperCase(Locale.ROOT)),
            whose -> whose.name().toLowerCase(Locale.ROOT));
    static final ValueType<String> MODEL_NAME =
            matching(Pattern.compile("[^\\s,]+"), "a model's name, such as llama3.2:1b");
    static final ValueType<List<String>> MODEL_NAMES = new ValueType<>(
            "a list of model names, such as [llama3.2:3b]",
            text -> text.isBlank()
                    ? List.of()
                    : Arrays.stream(text.split(",", -1))
                            .map(name -> MODEL_NAME.parse().apply(name.strip()))
                            .toList(),
            names -> names.toString(),
            true);
    static final ValueType<LogLevel> LOG_LEVEL =
            new ValueType<>("one of DEBUG, INFO, WARNING, ERROR, CRITICAL", LogLevel::parse);
    static final ValueType<Settings.Logging.Format> LOG_FORMAT = new ValueType<>(
            "text or json",
            text -> Settings.Logging.Format.valueOf(text.toUpperCase(Locale.ROOT)),
            format -> format.name().toLowerCase(Locale.ROOT));
    static final ValueType<ZoneId> ZONE = new ValueType<>("a time zone such as Europe/Berlin", text -> {
        require(ZoneRulesProvider.getAvailableZoneIds().contains(text));
        return ZoneId.of(text);
    });
    static final ValueType<LocalTime> TIME_OF_DAY = new ValueType<>("a time of day such as 22:00", LocalTime::parse);
    static final ValueType<NotificationSettings.Kind> NOTIFY_KIND = new ValueType<>(
            "one of ntfy, gotify, webhook",
            text -> NotificationSettings.Kind.valueOf(text.toUpperCase(Locale.ROOT)),
            kind -> kind.name().toLowerCase(Locale.ROOT));
    static final ValueType<Path> PATH =
            new ValueType<>("the path of a file or directory (~ is your home directory)", text -> {
                require(!text.isBlank() && (!text.startsWith("~") || text.equals("~") || text.startsWith("~/")));
                return Path.of(text);
            });
    static final ValueType<Path> DATABASE = new ValueType<>(
            "sqlite:///absolute/path, sqlite:///./relative/path, jdbc:sqlite:PATH or the path of a file; no other database, and not in memory",
            DatabaseUrl::parse);
    static final ValueType<URI> WEB_ADDRESS = new ValueType<>(
            "an absolute URL that begins with http:// or https://, without ? and #",
            ValueTypes::webAddress,
            uri -> uri.toString().replaceFirst("//[^/]*@", "//***@"));
    static final ValueType<List<URI>> WEB_ADDRESSES = new ValueType<>(
            "a list of absolute URLs such as [http://nas:11434]",
            text -> text.isBlank()
                    ? List.of()
                    : Arrays.stream(text.split(",", -1))
                            .map(url -> webAddress(url.strip()))
                            .toList(),
            urls -> urls.stream().map(WEB_ADDRESS.show()).toList().toString(),
            true);
    static final ValueType<List<String>> NETWORKS = new ValueType<>(
            "a list of IP addresses or ranges, such as [127.0.0.1, 10.0.0.0/8]",
            text -> text.isBlank()
                    ? List.of()
                    : Arrays.stream(text.split(",", -1))
                            .map(network -> network(network.strip()))
                            .toList(),
            networks -> networks.toString(),
            true);
    static final ValueType<String> SUB_PATH = new ValueType<>(
            "a path of letters, digits and . _ ~ -, such as /demi; / for none",
            text -> {
                require(text.matches("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?"));
                return text.replaceFirst("/$", "");
            },
            path -> path.isEmpty() ? "/" : path);
    /** A monitor shows its address with an example of a query, which is not a part of it. */
    static final ValueType<String> PUSH_ADDRESS = new ValueType<>(
            "the absolute URL of a push monitor, such as https://kuma.lan/api/push/TOKEN",
            text -> webAddress(text.replaceFirst("\\?.*$", "")).toString());

    static final ValueType<String> LINE =
            matching(Pattern.compile("[^\\p{Cntrl}]{1,500}"), "one line of at most 500 characters");
    static final ValueType<String> TOKEN = new ValueType<>("a token without spaces", text -> {
        require(!text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127));
        return text;
    });
    static final ValueType<String> SIGNING_KEY =
            new ValueType<>("a secret of at least 32 bytes (openssl rand -base64 48 makes one)", text -> {
                require(text.getBytes(StandardCharsets.UTF_8).length >= 32);
                return text;
            });
    static final ValueType<String> PASSWORD = new ValueType<>("a password of 8 to 128 characters", text -> {
        int length = text.codePointCount(0, text.length());
        require(length >= 8 && length <= 128);
        return text;
    });

    private ValueTypes() {}

    static ValueType<Integer> whole(int least, int most) {
        return new ValueType<>("a whole number from " + least + " to " + most, text -> {
            require(WHOLE.matcher(text).matches());
            long value = Long.parseLong(text);
            require(least <= value && value <= most);
            return (int) value;
        });
    }

    static ValueType<Double> number(double least, double most) {
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

    static ValueType<Duration> duration(String least, String most) {
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

    static ValueType<Integer> size(String least, String most) {
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

    private static ValueType<String> matching(Pattern pattern, String rule) {
        return new ValueType<>(rule, text -> {
            require(pattern.matcher(text).matches());
            return text;
        });
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

    private static URI webAddress(String text) {
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

    static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException();
        }
    }
}
