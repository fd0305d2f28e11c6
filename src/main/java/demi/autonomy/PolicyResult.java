package demi.autonomy;

import demi.api.AutonomyApi.Kind;
import demi.api.ChatApi.Tone;
import demi.api.value.Emotion;
import demi.autonomy.occasion.Occasion;
import org.jspecify.annotations.Nullable;

/**
 * What she decides.
 *
 * @param moved the emotion that moves her, null for none
 * @param code of the reason, for programs
 * @param reason for a person
 * @param occasion what she asks after, null for nothing
 * @param tone in which she speaks, where she does
 */
record PolicyResult(
        Kind kind,
        @Nullable Emotion moved,
        String code,
        String reason,
        @Nullable Occasion occasion,
        Tone tone) {

    PolicyResult(Kind kind, @Nullable Emotion moved, String code, String reason) {
        this(kind, moved, code, reason, null, Tone.PLAIN);
    }

    /** That she does not, after all. */
    PolicyResult silent(String why, String sentence) {
        return new PolicyResult(Kind.NOTHING, moved, why, sentence, occasion, tone);
    }

    boolean speaks() {
        return kind != Kind.NOTHING;
    }

    String trigger() {
        return moved == null ? "" : moved.key();
    }

    /** What she asks after, null for nothing. */
    @Nullable
    String memoryId() {
        return occasion == null ? null : occasion.asked().memoryId();
    }
}
