package demi.memory.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.store.MemoryStore.Resident;
import demi.memory.house.RelationParser.Relation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelationParserTest {

    private static final Resident ANN = new Resident("1", "ann");
    private static final Resident BOB = new Resident("2", "Bob Miller");
    private static final Resident BEA = new Resident("3", "bea.k");
    private static final Resident WILL = new Resident("4", "Will");

    private static final Residents HOUSE = new Residents(List.of(ANN, BOB, BEA, WILL));

    private static List<String> of(String words) {
        return new RelationParser(HOUSE, ANN)
                .in(words).stream().map(Relation::content).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bob is my husband|Bob Miller is Ann's husband",
                "bob is my husband.|Bob Miller is Ann's husband",
                "Bob Miller is my husband!|Bob Miller is Ann's husband",
                "Bob's my hubby, and he is great|Bob Miller is Ann's husband",
                "By the way, Bob is my brother|Bob Miller is Ann's brother",
                "My sister is called Bea.|Bea is Ann's sister",
                "My little sister's name is Bea|Bea is Ann's sister",
                "my mom is Bea|Bea is Ann's mother",
                "My brother Will plays the drums.|Will is Ann's brother",
                "I went to the zoo with my sister Bea.|Bea is Ann's sister",
                "I have a sister called Bea|Bea is Ann's sister",
                "I'm Bob's wife.|Ann is Bob Miller's wife",
                "I am married to Bob|Ann and Bob Miller are married",
                "Bob is married to me|Ann and Bob Miller are married",
                "Bob and I are married.|Ann and Bob Miller are married",
                "Bea and I are sisters|Ann and Bea are sisters",
                "I and Bea are flatmates|Ann and Bea are flatmates",
                "I am tired today. Bob is my husband. He cooks.|Bob Miller is Ann's husband",
                "Will is my son|Will is Ann's son",
                "Bob is my brother-in-law|Bob Miller is Ann's brother-in-law",
                "Bea is my best friend|Bea is Ann's friend",
                "Bob ist mein Mann|Bob Miller is Ann's husband",
                "Meine Schwester heißt Bea.|Bea is Ann's sister",
                "Meine kleine Schwester ist die Bea|Bea is Ann's sister",
                "Ich habe eine Schwester namens Bea|Bea is Ann's sister",
                "Ich bin mit Bob verheiratet.|Ann and Bob Miller are married",
                "Ich bin Bobs Frau|Ann is Bob Miller's wife",
                "Ich bin die Tochter von Bob|Ann is Bob Miller's daughter",
                "Bea und ich sind Geschwister|Ann and Bea are siblings",
                "Mein Bruder Will spielt Schlagzeug.|Will is Ann's brother",
            })
    void findsWhatIsSaidPlainly(String words, String content) {
        assertEquals(List.of(content), of(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bob is an idiot",
                "Bob is ill",
                "Bob is my ex",
                "Bob is my ex-husband",
                "Bob is my boyfriend",
                "Bob is my lover",
                "Bob is my therapist",
                "Bob is my real father",
                "Bob is my favourite brother",
                "Bob is not my husband",
                "Bob isn't my husband",
                "Bob is my husband's boss",
                "Bob is my brother's friend",
                "Bob is my wife-to-be",
                "Bob was my husband",
                "Is Bob my husband?",
                "Bob is my husband?",
                "If Bob is my brother, then so be it",
                "Maybe Bob is my brother",
                "In the play Bob is my husband",
                "You said Bob is my husband",
                "Bea says Bob is my husband",
                "I told my husband Bob is ill",
                "My husband hates Bob",
                "My sister is Bea's teacher",
                "My sister, Bea and I went swimming",
                "My sister is ill",
                "Bob is my husband, as if!",
                "Secretly, Bob is my brother, don't tell anybody",
                "Bob is like my brother",
                "Bob is her husband",
                "Bob is Bea's husband",
                "I wish Bob were my father",
                "Ann is my sister",
                "Carl is my husband",
                "Bobby is my husband",
                "Bob is my husband no more",
                "Bob hasn't been my husband for years",
                "Bob and I are divorced",
                "Bob and I are enemies",
                "Bob and I are in love",
                "Bea is my adopted sister",
                "Bob ist nicht mein Mann",
                "Bob ist mein Ex-Mann",
                "Bob ist mein Freund",
                "Ist Bob mein Bruder?",
                "Bob ist krank",
                "Bob ist der Mann von Bea",
                "Bob war mein Mann",
                "Meine Schwester sagt, Bea ist krank",
                "Vielleicht ist Bob mein Bruder",
            })
    void leavesWhatIsNearPrivate(String words) {
        assertEquals(List.of(), of(words));
    }

    @Test
    void saysTheRelationAndNothingElse() {
        assertEquals(
                List.of("Bob Miller is Ann's husband"),
                of("Bob is my husband and he drinks too much since he lost his job"));
    }

    @Test
    void aNameThatTwoHaveIsNobodys() {
        Residents house = new Residents(List.of(ANN, new Resident("5", "Bob Miller"), new Resident("6", "bob.kay")));
        RelationParser parser = new RelationParser(house, ANN);
        assertEquals(List.of(), parser.in("Bob is my husband"));
        assertEquals(1, parser.in("Bob Miller is my husband").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bob is my ex now",
                "I divorced Bob",
                "Bob and I have separated",
                "Bob and I are no longer married",
                "We are divorced, I told you",
                "Bob und ich sind geschieden",
                "Ich habe mich von Bob getrennt",
            })
    void hearsThatAMarriageIsOver(String words) {
        assertTrue(new RelationParser(HOUSE, ANN).over(words).contains("Bob Miller is Ann's husband"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bea is divorced", "My parents are separated", "Bob is my husband", "Did Bob and I split up?"})
    void takesNothingElseForTheEnd(String words) {
        assertTrue(
                new RelationParser(HOUSE, ANN).over(words).stream().noneMatch("Bob Miller is Ann's husband"::equals));
    }
}
