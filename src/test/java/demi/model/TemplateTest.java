package demi.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.model.profile.PromptLayout;
import demi.model.profile.TemplateReading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the text that a template renders. S, A, B and C stand for the system's words and the talk's. */
class TemplateTest {

    private static String rendered(String shape) {
        List<PromptMessage> talk = TemplateReading.TALK;
        return shape.replace("%S", talk.get(0).content())
                .replace("%A", talk.get(1).content())
                .replace("%B", talk.get(2).content())
                .replace("%C", talk.get(3).content());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                <|im_start|>system
                %S<|im_end|>
                <|im_start|>user
                %A<|im_end|>
                <|im_start|>assistant
                %B<|im_end|>
                <|im_start|>user
                %C<|im_end|>
                <|im_start|>assistant
                """,
                """
                <start_of_turn>user
                %S

                %A<end_of_turn>
                <start_of_turn>model
                %B<end_of_turn>
                <start_of_turn>user
                %C<end_of_turn>
                <start_of_turn>model
                """,
                "[INST] %S\n\n%A [/INST] %B</s>[INST] %C [/INST]",
                "%S USER: %A ASSISTANT: %B USER: %C ASSISTANT:"
            })
    void inOrderWithAPlaceForAnAnswerIsFine(String shape) {
        assertTrue(TemplateReading.keepsOrder(rendered(shape)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[INST] %A[/INST] %B</s>[INST] %S\n\n%C[/INST]",
                "%S\n[INST] %A[/INST] %B</s>[INST] %S\n\n%C[/INST]",
                "<user>%A<assistant>%B<user>%C<assistant>",
                "%S<user>%C<assistant>",
                "%S<user>%A<user>%C<assistant>%B<assistant>",
                "%S<user>%A<assistant>%B<user>%C\n",
                ""
            })
    void whatIsMovedRepeatedLostOrHasNoPlaceForAnAnswerIsNot(String shape) {
        assertFalse(TemplateReading.keepsOrder(rendered(shape)));
    }

    @Test
    void theSecondLayoutLosesNothing() {
        PromptMessage picture = new PromptMessage(Role.USER, "Look", List.of("aGk="));
        PromptMessage persona = new PromptMessage(Role.SYSTEM, "Persona");
        PromptMessage reply = new PromptMessage(Role.ASSISTANT, "Nice");
        assertEquals(
                List.of(new PromptMessage(Role.USER, "Persona\n\nLook", List.of("aGk=")), reply, picture),
                PromptLayout.IN_FIRST_MESSAGE.arrange(List.of(persona, picture, reply, picture)));
        assertEquals(
                List.of(new PromptMessage(Role.USER, "Persona"), reply),
                PromptLayout.IN_FIRST_MESSAGE.arrange(List.of(persona, reply)));
        assertEquals(List.of(picture), PromptLayout.IN_FIRST_MESSAGE.arrange(List.of(picture)));
        assertEquals(List.of(persona, picture), PromptLayout.SYSTEM_FIRST.arrange(List.of(persona, picture)));
    }
}
