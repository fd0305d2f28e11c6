package demi.http.rest.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.conductor.persona.PersonaEditor;
import demi.conductor.prompt.Persona;
import demi.conductor.prompt.TokenBudget;
import demi.http.rest.RouteFixture;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Character cards over HTTP, in pictures that may be anything. */
class CardRoutesTest extends RouteFixture {

    private static final String CARD = "/api/v1/persona/card";
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] HEAD = {0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0};

    @TempDir
    Path folder;

    @BeforeEach
    void isSomebody() throws Exception {
        Path file = folder.resolve("persona.md");
        new PersonaEditor(vertx, bus, () -> Instant.EPOCH, file, new Persona(vertx, file), new TokenBudget(4_096, 512))
                .answer()
                .await(60, TimeUnit.SECONDS);
    }

    private static String card(String name) {
        return new JsonObject()
                .put("spec", "chara_card_v2")
                .put("data", new JsonObject().put("name", name).put("description", "A größe 💜 of {{char}}."))
                .encode();
    }

    private static byte[] base64(String json) {
        return Base64.getEncoder().encode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Buffer chunk(String type, byte[]... parts) {
        Buffer data = Buffer.buffer();
        Arrays.stream(parts).forEach(data::appendBytes);
        Buffer named = Buffer.buffer(type).appendBuffer(data);
        CRC32 sum = new CRC32();
        sum.update(named.getBytes());
        return Buffer.buffer().appendInt(data.length()).appendBuffer(named).appendInt((int) sum.getValue());
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] packed(byte[] bytes) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static Buffer png(Buffer... chunks) {
        Buffer png = Buffer.buffer(SIGNATURE).appendBuffer(chunk("IHDR", HEAD));
        Arrays.stream(chunks).forEach(png::appendBuffer);
        return png.appendBuffer(chunk("IEND"));
    }

    private HttpResponse<String> send(Buffer file) throws Exception {
        return call(
                "POST",
                CARD,
                BodyPublishers.ofByteArray(file.getBytes()),
                "Authorization",
                "Bearer ada",
                "Content-Type",
                "image/png");
    }

    private String name(Buffer file) throws Exception {
        HttpResponse<String> read = send(file);
        assertEquals(200, read.statusCode(), read.body());
        return new JsonObject(read.body()).getString("name");
    }

    private void refused(Buffer file) throws Exception {
        HttpResponse<String> read = send(file);
        assertEquals(422, read.statusCode(), read.body());
        assertTrue(new JsonObject(read.body()).getString("detail").endsWith("."), read.body());
    }

    @Test
    void aCardIsReadAsJson() throws Exception {
        JsonObject read = new JsonObject(post(CARD, card("Ann"), as("ada")).body());
        assertEquals("Ann", read.getString("name"));
        assertEquals("You are Ann.\n\nA größe 💜 of Ann.", read.getString("text"));
        assertEquals(422, post(CARD, "[]", as("ada")).statusCode());
        assertEquals(422, post(CARD, "nothing", as("ada")).statusCode());
        assertEquals(400, post(CARD, "", as("ada")).statusCode());
        assertEquals(
                400,
                send(Buffer.buffer(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1}))
                        .statusCode());
    }

    @Test
    void aCardIsReadFromAPicture() throws Exception {
        Buffer v2 = chunk("tEXt", latin("chara\0"), base64(card("Two")));
        Buffer v3 = chunk("tEXt", latin("ccv3\0"), base64(card("Three")));
        assertEquals("Two", name(png(chunk("acTL", new byte[8]), v2, chunk("fdAT", new byte[2_000]))));
        assertEquals("Three", name(png(v2, v3)), "the newer one counts");
        assertEquals("Three", name(png(v3, v2)));
        byte[] raw = card("Raw").getBytes(StandardCharsets.UTF_8);
        assertEquals("Raw", name(png(chunk("iTXt", latin("chara\0"), new byte[] {0, 0}, latin("\0\0"), raw))));
        assertEquals("Loud", name(png(chunk("tEXt", latin("Chara\0"), base64(card("Loud"))))));
        assertEquals("Packed", name(png(chunk("zTXt", latin("chara\0"), new byte[1], packed(base64(card("Packed")))))));
        assertEquals(
                "Other",
                name(png(chunk(
                        "iTXt",
                        latin("chara\0"),
                        new byte[] {1, 0},
                        latin("en\0Karte\0"),
                        packed(base64(card("Other")))))));
        assertEquals(
                "Plain",
                name(png(chunk("iTXt", latin("chara\0"), new byte[] {0, 0}, latin("\0\0"), base64(card("Plain"))))));
    }

    @Test
    void aLargePictureIsTakenOfTheOwnerOnly() throws Exception {
        Buffer large = png(chunk("IDAT", new byte[4 << 20]), chunk("tEXt", latin("chara\0"), base64(card("Large"))));
        assertEquals("Large", name(large));
        HttpResponse<String> bobs = call(
                "POST",
                CARD,
                BodyPublishers.ofByteArray(large.getBytes()),
                "Authorization",
                "Bearer bob",
                "Content-Type",
                "image/png");
        assertEquals(413, bobs.statusCode());
        assertEquals(413, send(png(chunk("IDAT", new byte[7 << 20]))).statusCode());
    }

    @Test
    void hostilePicturesAreRefusedInASentence() throws Exception {
        byte[] good = png(chunk("tEXt", latin("chara\0"), base64(card("A")))).getBytes();
        List<Buffer> hostile = new ArrayList<>(List.of(
                Buffer.buffer(SIGNATURE),
                png(),
                png(chunk("tEXt", latin("other\0"), base64(card("A")))),
                png(chunk("tEXt", latin("chara"))),
                png(chunk("tEXt")),
                png(chunk("tEXt", latin("k".repeat(200) + "\0x"))),
                png(chunk("tEXt", latin("chara\0*not base64*%"))),
                png(chunk("tEXt", latin("chara\0"))),
                png(chunk("tEXt", latin("chara\0"), base64("[1]"))),
                png(chunk("zTXt", latin("chara\0"))),
                png(chunk("zTXt", latin("chara\0"), new byte[] {9}, packed(new byte[9]))),
                png(chunk("zTXt", latin("chara\0"), new byte[] {0, 1, 2, 3})),
                png(chunk("zTXt", latin("chara\0"), new byte[1], Arrays.copyOf(packed(new byte[9_999]), 12))),
                // Bombs: some kilobytes that are a hundred megabytes.
                png(chunk("zTXt", latin("chara\0"), new byte[1], packed(new byte[100 << 20]))),
                png(chunk("iTXt", latin("ccv3\0"), new byte[] {1, 0, 0, 0}, packed(new byte[64 << 20]))),
                png(chunk("iTXt", latin("chara\0"), new byte[] {1})),
                png(chunk("iTXt", latin("chara\0"), new byte[] {1, 0, 'e', 'n'})),
                // Sizes that are none, and a sum that is wrong.
                Buffer.buffer(SIGNATURE).appendInt(-1).appendString("IHDR"),
                Buffer.buffer(SIGNATURE)
                        .appendInt(Integer.MAX_VALUE)
                        .appendString("IHDR")
                        .appendInt(0),
                Buffer.buffer(SIGNATURE).appendBuffer(chunk("tEXt", latin("chara\0"), base64(card("A")))),
                Buffer.buffer(SIGNATURE).appendBuffer(chunk("IHDR", HEAD)).appendBytes(new byte[100])));
        byte[] wrong = good.clone();
        wrong[60] ^= 1;
        hostile.add(Buffer.buffer(wrong));
        for (int end = 9; end < good.length; end += 7) {
            hostile.add(Buffer.buffer(Arrays.copyOf(good, end)));
        }
        for (Buffer file : hostile) {
            refused(file);
        }
        Buffer many = Buffer.buffer(SIGNATURE).appendBuffer(chunk("IHDR", HEAD));
        Buffer empty = chunk("tEXt", latin("a\0"));
        for (int i = 0; i < 30_000; i++) {
            many.appendBuffer(empty);
        }
        refused(many.appendBuffer(chunk("IEND")));
    }

    private HttpResponse<byte[]> download(String query) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + room.port() + CARD + query))
                                .timeout(Duration.ofSeconds(60))
                                .header("Authorization", "Bearer ada")
                                .build(),
                        BodyHandlers.ofByteArray());
    }

    @Test
    void herPersonaIsTakenAlongAndComesBack() throws Exception {
        call(
                "PUT",
                "/api/v1/persona",
                BodyPublishers.ofString("{\"text\":\"You are Demi, größer.\\n\\nExamples:\\n> Hi\\nDemi: Yes?\"}"),
                as("ada"));
        HttpResponse<byte[]> json = download("");
        assertTrue(json.headers().firstValue("content-disposition").orElse("").contains("demi.json"));
        assertEquals("chara_card_v3", new JsonObject(Buffer.buffer(json.body())).getString("spec"));
        HttpResponse<byte[]> picture = download("?format=png");
        assertEquals("image/png", picture.headers().firstValue("content-type").orElse(""));
        assertNotNull(ImageIO.read(new ByteArrayInputStream(picture.body())), "other programs can read it");
        for (byte[] file : List.of(json.body(), picture.body())) {
            JsonObject back = new JsonObject(send(Buffer.buffer(file)).body());
            assertEquals("You are Demi, größer.\n\nExamples:\n> Hi\nDemi: Yes?", back.getString("text"));
            assertEquals("Demi", back.getString("name"));
        }
        assertEquals(422, download("?format=webp").statusCode());
    }
}
