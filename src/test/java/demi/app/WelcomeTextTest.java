package demi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.InferenceApi;
import demi.api.value.Secret;
import demi.util.HomeNetwork;
import io.nayuki.qrcodegen.QrCode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console shows at a start. */
class WelcomeTextTest {

    private static final Secret CODE = new Secret("AAAAAAAAAAAAAAAAAAAAAA");
    private static final InferenceApi.State READY = state(true);

    private static InferenceApi.State state(boolean ready) {
        return new InferenceApi.State(ready, true, "llama3.2:1b", "All is well.", false, 4_096);
    }

    private static WelcomeText greeting(boolean qr, String... home) {
        return greeting(qr, false, home);
    }

    private static WelcomeText greeting(boolean qr, boolean colours, String... home) {
        return new WelcomeText(
                name -> "http://" + name + ":8000/demi",
                "localhost",
                Arrays.stream(home).map(WelcomeTextTest::address).toList(),
                qr,
                colours);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theLinkIsThereForOtherDevicesAsWell() {
        List<String> lines = greeting(false, "192.168.1.20", "fd12::7").lines(CODE, READY);
        assertTrue(lines.contains("  http://localhost:8000/demi/setup?code=" + CODE.value()), lines::toString);
        assertTrue(lines.contains("  http://192.168.1.20:8000/demi/setup?code=" + CODE.value()), lines::toString);
        assertTrue(
                lines.contains("  http://[fd12:0:0:0:0:0:0:7]:8000/demi/setup?code=" + CODE.value()), lines::toString);
    }

    @Test
    void theQrCodeIsTheLinkForAPhone() {
        List<String> with = greeting(true, "192.168.1.20", "10.0.0.3").lines(CODE, READY);
        List<String> code = QrText.of("http://192.168.1.20:8000/demi/setup?code=" + CODE.value());
        int at = with.indexOf(code.get(0));
        assertEquals(code, with.subList(at, at + code.size()));
        assertEquals(greeting(true).lines(CODE, READY), greeting(false).lines(CODE, READY), "a phone has no localhost");
    }

    /** A light terminal would show it the wrong way round, which half of the readers cannot read. */
    @Test
    void onATerminalItHasColoursOfItsOwn() {
        List<String> plain = greeting(true, "10.0.0.3").lines(CODE, READY);
        List<String> coloured = greeting(true, true, "10.0.0.3").lines(CODE, READY);
        assertNotEquals(plain, coloured);
        for (int i = 0; i < plain.size(); i++) {
            boolean isCode = plain.get(i).matches("[ █▀▄]+");
            assertEquals(isCode ? "\u001B[97;40m" + plain.get(i) + "\u001B[0m" : plain.get(i), coloured.get(i));
        }
        assertTrue(QrText.canColour(true, Map.of("TERM", "xterm-256color")));
        assertFalse(QrText.canColour(false, Map.of("TERM", "xterm-256color")));
        assertFalse(QrText.canColour(true, Map.of("TERM", "dumb")));
        assertFalse(QrText.canColour(true, Map.of("TERM", "xterm", "NO_COLOR", "1")));
        assertFalse(QrText.canColour(true, Map.of()));
    }

    @Test
    void whenThereIsAnAccountNoAddressesAreNamed() {
        List<String> lines = greeting(true, "192.168.1.20").lines(null, READY);
        assertEquals(List.of("Demi is at http://localhost:8000/demi", "Ctrl-C stops her."), lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "http://192.168.178.123:8000/setup?code=AbCdEfGhIjKlMnOpQrStUv",
                "http://10.0.0.1:65535/a/long/path/of/a/proxy/setup?code=AbCdEfGhIjKlMnOpQrStUv"
            })
    void aQrCodeInCharactersHasTheModulesOfTheLibrary(String words) {
        List<String> lines = QrText.of(words);
        QrCode code = QrCode.encodeText(words, QrCode.Ecc.LOW);
        int side = code.size + 2 * QrText.QUIET;
        assertEquals((side + 1) / 2, lines.size());
        for (int y = 0; y < side; y++) {
            String line = lines.get(y / 2);
            assertEquals(side, line.length());
            for (int x = 0; x < side; x++) {
                boolean light = (y % 2 == 0 ? "█▀" : "█▄").indexOf(line.charAt(x)) >= 0;
                assertEquals(!code.getModule(x - QrText.QUIET, y - QrText.QUIET), light, x + "," + y);
            }
        }
    }

    @Test
    void aConsoleThatHasNoBlocksGetsNone() {
        assertTrue(QrText.canShow(StandardCharsets.UTF_8));
        assertFalse(QrText.canShow(StandardCharsets.US_ASCII));
        assertFalse(QrText.canShow(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true",
        "172.16.0.1, true",
        "172.31.255.254, true",
        "192.168.178.20, true",
        "fd00::1, true",
        "fc12::1, true",
        "172.15.0.1, false",
        "172.32.0.1, false",
        "192.169.0.1, false",
        "11.0.0.1, false",
        "8.8.8.8, false",
        "100.64.0.1, false",
        "169.254.1.1, false",
        "127.0.0.1, false",
        "0.0.0.0, false",
        "::1, false",
        "fe80::1, false",
        "2001:db8::1, false",
        "fec0::1, false"
    })
    void onlyPrivateRangesAreNamed(String literal, boolean isPrivate) {
        assertEquals(isPrivate, HomeNetwork.isPrivate(address(literal)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 10.0.0.1, true",
        "0.0.0.0, fd00::1, false",
        "::, fd00::1, true",
        "::, 10.0.0.1, true",
        "127.0.0.1, 10.0.0.1, false",
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false"
    })
    void onlyWhatSheListensOnIsNamed(String listens, String at, boolean reached) {
        assertEquals(reached, HomeNetwork.reaches(address(listens), address(at)));
    }

    @Test
    void nothingIsNamedWhereSheListensToThisMachineOnly() {
        assertEquals(List.of(), HomeNetwork.of("127.0.0.1"));
        assertTrue(HomeNetwork.of("0.0.0.0").stream().allMatch(HomeNetwork::isPrivate));
    }
}
