package demi.memory.house;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.MemoryStore.Resident;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseQuestionTest {

    private static final Residents HOUSE =
            new Residents(List.of(new Resident("1", "ann"), new Resident("2", "Bob"), new Resident("3", "Will")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Did anybody feed the cat?",
                "has anyone called",
                "Hey Demi, did someone water the plants?",
                "Do you know if anybody is home?",
                "Who fed the cat?",
                "Who's eaten my yoghurt?",
                "Have the others said anything about me?",
                "Did my husband say anything to you?",
                "What did Bob tell you?",
                "Is Bob angry with me?",
                "What does Bob think of me",
                "Has he mentioned the party?",
                "anybody home?",
                "Hat jemand angerufen?",
                "Hat schon jemand die Katze gefüttert",
                "Wer hat den Müll runtergebracht und die Katze gefüttert?",
                "Weißt du, ob jemand zuhause ist?",
                "Hat meine Frau etwas gesagt?",
                "Was hat Bob dir erzählt?",
                "Haben die anderen was gesagt?",
            })
    void asksOfOthers(String text) {
        assertTrue(HouseQuestion.isOne(text, HOUSE, "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How are you?",
                "Did I tell you about the cat?",
                "What is the capital of France?",
                "Who are you?",
                "Who wrote Hamlet?",
                "Somebody called.",
                "I told Bob everything.",
                "Will you come?",
                "Has anyone ever been to Mars?",
                "When is my birthday?",
                "Was ist die Hauptstadt von Frankreich?",
                "Wie geht es dir?",
                "Kannst du mir helfen?",
            })
    void asksOfNobodyElse(String text) {
        assertFalse(HouseQuestion.isOne(text, HOUSE, "1"));
    }
}
