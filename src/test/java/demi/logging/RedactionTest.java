package demi.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoiMSJ9.c2lnbmF0dXJlLXdlcnQ";
    private static final String BOT = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0123";
    private static final String ENCODED_BOT = BOT.replace(".", "%2E");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Names in all their spellings, with an equals sign and with a colon.
                "token=SEKRET",
                "token: SEKRET",
                "token:SEKRET rest",
                "password: SEKRET",
                "JWT_SECRET_KEY: SEKRET",
                "accessToken: SEKRET",
                "refresh-token = SEKRET",
                "X-Api-Key: SEKRET",
                "api-key=SEKRET",
                "apiKey=SEKRET",
                "db_pass=SEKRET",
                "private_key=SEKRET",
                "Authorization: Basic SEKRET",
                "Authorization: Bot SEKRET",
                "authorization: SEKRET",
                "Proxy-Authorization=[Token SEKRET]",
                "Cookie: theme=SEKRET; session=SEKRET",
                "Set-Cookie: session=SEKRET; Path=/",
                "Bearer SEKRET",
                "Bearer\n\tSEKRET",
                "Bearer%20SEKRET",
                // Addresses.
                "/ws?stream=1&TOKEN=SEKRET",
                "/setup?code=SEKRET",
                "?%74oken=SEKRET",
                "%3Ftoken%3DSEKRET",
                "%253Ftoken%253DSEKRET",
                "https://user:SEKRET@host/x",
                "https://user:pa/SEKRET@host",
                "https://user:p@SEKRET@host/x",
                "https:\\/\\/user:SEKRET@host",
                "https%3A%2F%2Fuser%3ASEKRET%40host",
                "https://discord.com/api/webhooks/123/SEKRET",
                "https://kuma.lan/api/push/SEKRET?status=up",
                // JSON, also in a string of JSON.
                "{\"password\":\"SEKRET\"}",
                "{\"password\" : \"SEKRET, SEKRET\"}",
                "{\"password\":\"a\\\"SEKRET\"}",
                "{\"password\":\"a\\\\\"SEKRET}",
                "{\"password\":[\"SEKRET\"]}",
                "{\"pin\":1,\"passwd\":SEKRET}",
                "{\"pwd\":\"SEKRET\"}",
                "{\"pass\":\"SEKRET\"}",
                "{\"passphrase\":\"SEKRET\"}",
                "{\\\"password\\\":\\\"SEKRET\\\"}",
                "{\\\"password\\\":\\\"a\\\\\\\"SEKRET\\\"}",
                "{\"authorization\":\"Basic SEKRET\"}",
                "secret='SEKRET SEKRET'",
                "token=ab\"SEKRET",
                "token=ab\\SEKRET"
            })
    void whatIsSecretIsHidden(String text) {
        String clean = Redaction.redact("before " + text);
        assertFalse(clean.contains("SEKRET"), clean);
        assertTrue(clean.startsWith("before ") && clean.contains(Redaction.HIDDEN), clean);
    }

    @Test
    void tokensAreKnownByTheirShape() {
        for (String token : List.of(
                JWT, JWT.replace(".", "%2e"), JWT.replace(".", "%2E"), BOT, ENCODED_BOT, "mfa." + "a1".repeat(20))) {
            assertEquals("such as *** there", Redaction.redact("such as " + token + " there"));
            assertFalse(Redaction.redact("x_" + token).contains(token.substring(4)), token);
        }
    }

    @Test
    void whatStandsBesideItStays() {
        assertEquals("{\"password\":\"***\",\"x\":1}", Redaction.redact("{\"password\":\"a\\\"b\",\"x\":1}"));
        assertEquals("{\"password\":***,\"x\":1}", Redaction.redact("{\"password\":12345,\"x\":1}"));
        assertEquals("token=***&stream=1", Redaction.redact("token=abc&stream=1"));
        assertEquals("https://***@host/path", Redaction.redact("https://me:secret@host/path"));
        assertEquals("Authorization: *** and more", Redaction.redact("Authorization: Bearer abc and more"));
        assertEquals("it ends in token=", Redaction.redact("it ends in token="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Listening on http://0.0.0.0:8000/ with 3 tokens a second",
                "first start: http://localhost:8000/?setup=ABCD-EFGH",
                "\tat io.vertx.core.impl.future.FutureImpl.emitSuccess(FutureImpl.java:75)",
                "user a@b.example logged in; token expired",
                "512 tokens: 3 seconds; http://h/ told a@b.example",
                "eyJ, Bearer, ://"
            })
    void ordinaryLinesStayAsTheyAre(String line) {
        assertEquals(line, Redaction.redact(line));
    }

    /** With a stack on which a pattern that calls itself for each character would not get far. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ",
                "eyJabcde.",
                "Bearer ",
                "token ",
                "token=\"",
                "\"password\":\"\\\"",
                "secret\\\\\\\"",
                "password:[",
                "://",
                "a:b@",
                "http://a",
                "\\",
                "\"",
                "x",
                " ",
                "?%a",
                "%25",
                "mfa.",
                "N2345678901234567890123."
            })
    void noTextIsTooLongOrTooDeep(String piece) throws Exception {
        for (String before : List.of("", "\"password\":\"", "Bearer", "http://", "authorization: ", "token=[")) {
            FutureTask<String> task = new FutureTask<>(() -> Redaction.redact(before + piece.repeat(300_000)));
            new Thread(null, task, "small", 200_000).start();
            assertTrue(task.get(30, TimeUnit.SECONDS).length() < 4 * Redaction.LONGEST, "and soon");
        }
    }

    @Test
    void whatIsTooLongIsCutBetweenTwoWordsAndSaysSo() {
        String clean = Redaction.redact("word ".repeat(Redaction.LONGEST / 5) + "http://me:SEKRET@host");
        assertTrue(clean.endsWith("word … (cut, of " + (Redaction.LONGEST / 5 * 5 + 21) + " characters)"), clean);
    }
}
