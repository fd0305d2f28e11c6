package demi.http.rest.house;

import demi.http.web.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The texts in a PNG or APNG, with their keywords, whether compressed or not. The file may come from anywhere: nothing is read or unpacked
 * beyond what is stated here, and whatever is wrong with it is a {@link Problem}. Pictures themselves are not looked at.
 */
final class PngText {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int AROUND = 12;
    private static final int MOST_CHUNKS = 20_000;
    private static final int LONGEST_KEYWORD = 79;
    /** Of a text, unpacked; cards with a whole lore book have some hundred kilobytes. */
    private static final int LONGEST = 4 << 20;

    private PngText() {}

    static boolean isPng(byte[] file) {
        return file.length >= SIGNATURE.length && Arrays.equals(Arrays.copyOf(file, SIGNATURE.length), SIGNATURE);
    }

    /**
     * The first of the texts whose keyword is one of these, in the order of the keywords; null where there is none.
     *
     * @param keywords in lower case, which those in the file need not be
     */
    static @Nullable String find(byte[] file, List<String> keywords) {
        Map<String, ByteBuffer> found = new LinkedHashMap<>();
        ByteBuffer png = ByteBuffer.wrap(file).position(SIGNATURE.length);
        String type = "";
        for (int chunks = 0; !type.equals("IEND"); chunks++) {
            if (png.remaining() < AROUND || chunks > MOST_CHUNKS) {
                throw damaged();
            }
            int length = png.getInt();
            if (length < 0 || length > png.remaining() - 8) {
                throw damaged();
            }
            ByteBuffer summed = png.slice().limit(length + 4);
            type = latin(summed.slice().limit(4));
            ByteBuffer data = summed.slice(4, length);
            CRC32 sum = new CRC32();
            sum.update(summed);
            png.position(png.position() + 4 + length);
            if (png.getInt() != (int) sum.getValue() || (chunks == 0) != type.equals("IHDR")) {
                throw damaged();
            }
            if (type.equals("tEXt") || type.equals("zTXt") || type.equals("iTXt")) {
                String keyword = untilZero(data, LONGEST_KEYWORD).toLowerCase(Locale.ROOT);
                if (keywords.contains(keyword)) {
                    found.putIfAbsent(keyword, text(type, data));
                }
            }
        }
        return keywords.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(text -> StandardCharsets.UTF_8.decode(text).toString())
                .orElse(null);
    }

    private static Problem damaged() {
        return Problem.of(422, "This picture is damaged: it is no whole PNG.");
    }

    /** What stands behind the keyword. */
    private static ByteBuffer text(String type, ByteBuffer data) {
        if (type.equals("tEXt")) {
            return bounded(data);
        }
        boolean international = type.equals("iTXt");
        if (data.remaining() < (international ? 4 : 1)) {
            throw damaged();
        }
        boolean compressed = !international || data.get() == 1;
        int method = data.get();
        if (international) {
            untilZero(data, data.remaining());
            untilZero(data, data.remaining());
        }
        if (compressed && method != 0) {
            throw damaged();
        }
        return compressed ? unpacked(data) : bounded(data);
    }

    private static ByteBuffer bounded(ByteBuffer data) {
        if (data.remaining() > LONGEST) {
            throw tooLong();
        }
        return data.slice();
    }

    private static Problem tooLong() {
        return Problem.of(422, "The text in this picture is too long for a character card.");
    }

    private static ByteBuffer unpacked(ByteBuffer data) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(data);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] part = new byte[8_192];
            while (!inflater.finished()) {
                int length = inflater.inflate(part);
                if (length == 0) {
                    throw damaged();
                }
                text.write(part, 0, length);
                if (text.size() > LONGEST) {
                    throw tooLong();
                }
            }
            return ByteBuffer.wrap(text.toByteArray());
        } catch (DataFormatException e) {
            throw damaged();
        } finally {
            inflater.end();
        }
    }

    private static String untilZero(ByteBuffer data, int most) {
        int start = data.position();
        for (int i = 0; i <= most && start + i < data.limit(); i++) {
            if (data.get(start + i) == 0) {
                String text = latin(data.slice(start, i));
                data.position(start + i + 1);
                return text;
            }
        }
        throw damaged();
    }

    private static String latin(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }
}
