package demi.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import demi.accounts.secret.Bcrypt;
import demi.accounts.secret.PasswordHasher;
import demi.accounts.secret.PasswordRules;
import demi.api.value.Secret;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mindrot.jbcrypt.BCrypt;

class PasswordTest {

    private static final String DECOMPOSED = "u\u0308ber die Berge";
    private static final String COMPOSED = "\u00FCber die Berge";

    static Stream<Arguments> bad() {
        String common = "most common";
        String blank = "blank";
        String character = "character that cannot be used";
        return Stream.of(
                arguments("", blank),
                arguments("1234567", "at least 8"),
                arguments("\uD83D\uDE00".repeat(7), "at least 8"),
                arguments("x".repeat(129), "longer than 128"),
                arguments("ok password\u0000", character),
                arguments("half \uD83D of one", character),
                arguments(" ".repeat(12), blank),
                arguments("\t\u00A0\u3000\u2003\u200B\uFEFF\u2060\n", blank),
                arguments("\u3164".repeat(10), blank),
                arguments("password", common),
                arguments("PassWord", common),
                arguments("  password ", common),
                arguments("\uFF50assword", common),
                arguments("12345678", common),
                arguments("qwertyuiop", common),
                arguments("greyhoun", common));
    }

    static Stream<String> good() {
        return Stream.of(
                "73912846",
                "ääääääää",
                "ä".repeat(36),
                "\uD83D\uDE00".repeat(64),
                "ဂ".repeat(64),
                "x".repeat(128),
                " blanks in it, and around it ");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "4, 2", "64, 2"})
    void hashingLeavesHalfOfTheProcessorsToOthers(int processors, int threads) {
        assertEquals(threads, PasswordHasher.threads(processors));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadPasswordIsToldWhatIsWrongWithIt(String password, String sentence) {
        Optional<String> problem = PasswordRules.problem("ann@example.org", new Secret(password));
        assertTrue(problem.orElse("").contains(sentence), problem::toString);
    }

    @ParameterizedTest
    @MethodSource("good")
    void aGoodPasswordMayBeOfAnyScript(String password) {
        assertEquals(Optional.empty(), PasswordRules.problem("ann@example.org", new Secret(password)));
    }

    @ParameterizedTest
    @CsvSource({"annabella@example.org,annabella", "annabella@example.org,AnnaBella@Example.org"})
    void whatStandsInTheEmailIsNoPassword(String email, String password) {
        assertTrue(PasswordRules.problem(email, new Secret(password)).isPresent());
    }

    /** Computed by Python's bcrypt, hmac and base64; the first is passlib's own example. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "password $bcrypt-sha256$v=2,t=2b,r=12$n79VH.0Q2TMWmt3Oqt9uku$Kq4Noyk3094Y2QlB8NdRT8SvGiI4ft2",
                "'correct horse' $bcrypt-sha256$v=2,t=2b,r=4$n79VH.0Q2TMWmt3Oqt9uku$E9qjVnkzEWr9OitExy6DYk7l7AjZ4iK",
                "ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää $bcrypt-sha256$v=2,t=2b,r=4$n79VH.0Q2TMWmt3Oqt9uku$aqqbahWUNLBpilZBQzQDELm4vWZDOkS"
            })
    void hashesAreThoseOfPasslib(String password, String hash) {
        Bcrypt bcrypt = new Bcrypt(4);
        assertTrue(bcrypt.matches(password, hash));
        assertFalse(bcrypt.matches(password + "x", hash));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "y"})
    void whatIsLongerThanBcryptReadsIsNotTheSamePassword(String kind) {
        Bcrypt bcrypt = new Bcrypt(4);
        for (String most : List.of("x".repeat(72), "ä".repeat(36), "\uD83D\uDE00".repeat(18))) {
            String hash = BCrypt.hashpw(most, BCrypt.gensalt(4)).replace("$2a$", "$2" + kind + "$");
            assertTrue(bcrypt.matches(most, hash));
            assertTrue(bcrypt.outdated(hash));
            assertFalse(bcrypt.matches(most + "x", hash));
            assertFalse(bcrypt.matches(most + most, hash));
        }
    }

    @Test
    void theSameWordIsTheSamePasswordHoweverTheKeyboardSpellsItsAccents() {
        assertNotEquals(COMPOSED, DECOMPOSED);
        assertTrue(new Bcrypt(4).matches(DECOMPOSED, new Bcrypt(4).hash(COMPOSED)));
    }

    @Test
    void halvesOfSurrogatePairsAreNoPasswords() {
        assertFalse(new Bcrypt(4).matches("one half: \uD83D", new Bcrypt(4).hash("one half: ?")));
    }
}
