package demi.http.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which people are told something: as their request wants it, and in English where it does not say. */
public enum Language {
    ENGLISH("en"),
    GERMAN("de");

    /** What a header longer than that says is not looked at. */
    private static final int LONGEST_HEADER = 1_000;

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** As RFC 9110 has it in Content-Language. */
    public String code() {
        return code;
    }

    /** By the request's Accept-Language. */
    public static Language of(HttpServerRequest request) {
        return preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    /** The one that an Accept-Language (RFC 9110, section 12.5.4) likes best; the first of equals. */
    public static Language preferred(@Nullable String header) {
        Language best = ENGLISH;
        double most = 0;
        String[] ranges = header == null || header.length() > LONGEST_HEADER ? new String[0] : header.split(",", -1);
        for (String range : ranges) {
            String[] parts = range.split(";", -1);
            Language known = named(parts[0].strip());
            double weight = weight(parts);
            if (known != null && weight > most) {
                best = known;
                most = weight;
            }
        }
        return best;
    }

    /** Of a tag such as de-AT; null for one that is not spoken here. */
    public static @Nullable Language named(String tag) {
        String primary = tag.toLowerCase(Locale.ROOT).replaceFirst("[-_].*", "");
        for (Language each : values()) {
            if (each.code.equals(primary)) {
                return each;
            }
        }
        return primary.equals("*") ? ENGLISH : null;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("q=")) {
                try {
                    return Double.parseDouble(part.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }

    /** A sentence of Demi's own in this language; as it is where it is unknown. */
    public String tell(String sentence) {
        return this == GERMAN ? GermanSentences.of(sentence) : sentence;
    }
}
