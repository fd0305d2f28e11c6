package demi.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountValidationTest {

    @ParameterizedTest
    @ValueSource(strings = {"Ann", "Søren Kierkegård", "יעל", "مريم", "李雷", "Zoë 🦊", "O'Neill-Smith"})
    void namesOfAllScriptsAreNames(String name) {
        assertEquals(Optional.empty(), AccountValidation.nameProblem("The name", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"An\nn", "\u0000", "Bob \u202Elive uoy", "\u2066Bob", "a\u202Ab", "x\u2069"})
    void whatMovesTheTextBesideItIsNone(String name) {
        assertEquals(
                Optional.of("The name contains a control character."), AccountValidation.nameProblem("The name", name));
    }

    @Test
    void anEmailHasOneAtWithin() {
        assertTrue(AccountValidation.emailProblem("ann@example.org").isEmpty());
        assertTrue(AccountValidation.emailProblem("ann@@example.org").isPresent());
    }
}
