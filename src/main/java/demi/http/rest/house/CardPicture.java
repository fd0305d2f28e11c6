package demi.http.rest.house;

import demi.http.web.Problem;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A character card as a picture: JSON in Base64 beside the picture, V2 under {@code chara} and V3 under {@code ccv3}. */
final class CardPicture {

    private static final String V2 = "chara";
    private static final String V3 = "ccv3";

    private static final int WIDTH = 400;
    private static final int HEIGHT = 600;
    private static final int[] TOP = {0x93, 0x70, 0xDB};
    private static final int[] BOTTOM = {0x24, 0x1B, 0x3A};

    private CardPicture() {}

    /** The card's JSON, the newer one where there are two; a {@link Problem} where there is none. */
    static String read(byte[] png) {
        String text = PngText.find(png, List.of(V3, V2));
        if (text == null) {
            throw Problem.of(422, "There is no character card in this picture.");
        }
        // Some programs write it as it is.
        if (text.stripLeading().startsWith("{")) {
            return text;
        }
        try {
            byte[] json = Base64.getMimeDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(json, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.of(422, "The character card in this picture is damaged.");
        }
    }

    /** A plain picture with a card in it. */
    static byte[] write(String v2, String v3) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(png)) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            try (DataOutputStream fields = new DataOutputStream(head)) {
                fields.writeInt(WIDTH);
                fields.writeInt(HEIGHT);
                // Eight bits a channel, three of them.
                fields.write(new byte[] {8, 2, 0, 0, 0});
            }
            chunk(out, "IHDR", head.toByteArray());
            chunk(out, "tEXt", text(V2, v2));
            chunk(out, "tEXt", text(V3, v3));
            chunk(out, "IDAT", pixels());
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private static byte[] text(String keyword, String json) {
        String encoded = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        return (keyword + "\0" + encoded).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** From violet to dark. */
    private static byte[] pixels() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            byte[] line = new byte[1 + 3 * WIDTH];
            for (int y = 0; y < HEIGHT; y++) {
                for (int i = 0; i < 3 * WIDTH; i++) {
                    int channel = i % 3;
                    line[1 + i] = (byte) (TOP[channel] + (BOTTOM[channel] - TOP[channel]) * y / HEIGHT);
                }
                out.write(line);
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) sum.getValue());
    }
}
