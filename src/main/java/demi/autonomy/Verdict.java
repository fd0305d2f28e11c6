package demi.autonomy;

import demi.contract.Autonomy.Kind;
import demi.contract.Emotion;
import org.jspecify.annotations.Nullable;

/**
 * What she decides.
 *
 * @param moved the emotion that moves her, null for none
 * @param code of the reason, for programs
 * @param reason for a person
 */
record Verdict(Kind kind, @Nullable Emotion moved, String code, String reason) {

    boolean speaks() {
        return kind != Kind.NOTHING;
    }

    String trigger() {
        return moved == null ? "" : moved.key();
    }
}
