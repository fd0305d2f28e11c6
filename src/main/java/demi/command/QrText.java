package demi.command;

import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** A QR code in characters, two modules above one another in each: what is light is a block, for terminals are dark. */
final class QrText {

    /** Modules that have to be light around a code. */
    static final int QUIET = 4;

    private static final String BLOCKS = "█▀▄";

    private QrText() {}

    /** Whether a console of this charset can show one. */
    static boolean canShow(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode(BLOCKS);
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
