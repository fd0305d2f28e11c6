package demi.autonomy;

import demi.api.AutonomyApi.Kind;
import demi.api.value.Emotion;
import org.jspecify.annotations.Nullable;

/**
 * What she decides.
 *
 * @param moved the emotion that moves her, null for none
 * @param code of the reason, for programs
 * @param reason for a person
 */
record PolicyResult(Kind kind, @Nullable Emotion moved, String code, String reason) {

    boolean speaks() {
        return kind != Kind.NOTHING;
    }

    String trigger() {
        return moved == null ? "" : moved.key();
    }
}
