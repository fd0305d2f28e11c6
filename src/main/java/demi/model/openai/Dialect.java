package demi.model.openai;

import demi.model.profile.PromptLayout;
import java.util.Locale;

/**
 * What a server has turned out to take of a model's requests. It begins with everything, and gives up what is refused, the
 * likeliest first: each only once, so that a refusal that is about something else ends it.
 */
final class Dialect {

    /** How a reply is held to a JSON schema. */
    enum Format {
        SCHEMA,
        JSON,
        /** Not at all: whoever asked for it reads whatever comes. */
        NONE
    }

    private Format format = Format.SCHEMA;
    private boolean tellsUsage = true;
    private boolean hasSystem = true;
    private boolean thinks;
    private boolean mayBeToldNotToThink = true;

    Format format() {
        return format;
    }

    /** Whether it may be asked to tell what a reply took. */
    boolean tellsUsage() {
        return tellsUsage;
    }

    /** Whether it was heard thinking beside its replies. */
    boolean thinks() {
        return thinks;
    }

    void hasThought() {
        thinks = true;
    }

    boolean isToldNotToThink() {
        return thinks && mayBeToldNotToThink;
    }

    /** Where the persona stands, whatever is wished elsewhere. */
    PromptLayout layout(PromptLayout usual) {
        return hasSystem ? usual : PromptLayout.IN_FIRST_MESSAGE;
    }

    /**
     * Gives something up for which a request may have been refused.
     *
     * @param hadFormat whether it was to hold to a schema
     * @return whether the next request is another one
     */
    boolean adapt(int status, String reason, boolean hadFormat) {
        if (status != 400 && status != 422 && status != 500 && status != 501) {
            return false;
        }
        String lower = reason.toLowerCase(Locale.ROOT);
        if (tellsUsage && (lower.contains("stream_options") || lower.contains("include_usage"))) {
            tellsUsage = false;
            return true;
        }
        if (isToldNotToThink() && (lower.contains("chat_template_kwargs") || lower.contains("enable_thinking"))) {
            mayBeToldNotToThink = false;
            return true;
        }
        // Templates that know no such role, or take turns strictly, raise an error in these words.
        if (hasSystem
                && (lower.contains("system role") || lower.contains("roles must alternate") || isOfSystem(lower))) {
            hasSystem = false;
            return true;
        }
        if (hadFormat && format != Format.NONE && (isOfFormat(lower) || status == 400 || status == 422)) {
            format = format == Format.SCHEMA ? Format.JSON : Format.NONE;
            return true;
        }
        return false;
    }

    private static boolean isOfSystem(String lower) {
        return lower.contains("system") && lower.contains("role");
    }

    private static boolean isOfFormat(String lower) {
        return lower.matches(".*(response_format|json_schema|json_object|grammar|guided|structured|schema).*");
    }
}
