package demi.app;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A QR code in characters, two modules above one another in each: what is light is a block, for terminals are dark. On a light
 * one, where many readers would not read it, it needs colours of its own.
 */
final class QrText {

    /** Modules that have to be light around a code. */
    static final int QUIET = 4;

    private static final String BLOCKS = "█▀▄";

    /** White on black, and back to what was before. */
    private static final String COLOURS = "\u001B[97;40m";

    private static final String NO_COLOURS = "\u001B[0m";

    private QrText() {}

    /** Whether a console of this charset can show one. */
    static boolean canShow(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode(BLOCKS);
    }

    /** Whether a console that is a terminal, or is none, takes colours; the environment's names are those of the process. */
    static boolean canColour(boolean isTerminal, Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "dumb");
        return isTerminal
                && !kind.equals("dumb")
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    static List<String> coloured(String words) {
        return of(words).stream().map(line -> COLOURS + line + NO_COLOURS).toList();
    }

    static List<String> of(String words) {
        QrCode code = QrCode.encodeText(words, QrCode.Ecc.LOW);
        List<String> lines = new ArrayList<>();
        for (int y = -QUIET; y < code.size + QUIET; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = -QUIET; x < code.size + QUIET; x++) {
                line.append(character(!code.getModule(x, y), y + 1 < code.size + QUIET && !code.getModule(x, y + 1)));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static char character(boolean upperLight, boolean lowerLight) {
        return upperLight ? (lowerLight ? '█' : '▀') : (lowerLight ? '▄' : ' ');
    }
}
