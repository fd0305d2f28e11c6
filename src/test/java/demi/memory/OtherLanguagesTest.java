package demi.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import demi.api.MemoryApi.Said;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherLanguagesTest {

    private static List<String> believed(String fact, String said) {
        return FactRules.believed(fact, List.of(new Said("m", said, Instant.EPOCH)), "").stream()
                .map(FactRules.Believed::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mi madre se llama Carmen.|Su madre se llama Carmen",
                "Mi cumpleaños es el 4 de julio.|Su cumpleaños es el 4 de julio",
                "Soy alérgico a las nueces.|Es alérgico a las nueces",
                "Vivo en Sevilla.|Vive en Sevilla",
                "El viernes que viene tengo una entrevista en Bilbao.|Tiene una entrevista en Bilbao el viernes que viene",
                "Tengo dos hijos, Pablo y Lucía.|Tiene dos hijos, Pablo y Lucía",
                "Je suis allergique aux noix.|Est allergique aux noix",
                "Mon anniversaire est le 12 mars.|Son anniversaire est le 12 mars",
                "Ma sœur Claire se marie samedi prochain.|Sa sœur Claire se marie samedi prochain",
                "J'habite à Lyon.|Habite à Lyon",
                "母の名前は恵子です。|母の名前は恵子",
                "私はピーナッツアレルギーです。|ピーナッツアレルギーがある",
                "妹は京都に住んでいます。|妹は京都に住んでいる",
                "我妈妈叫李梅。|妈妈叫李梅",
                "我对花生过敏。|对花生过敏",
                "我下周五有考试。|下周五有考试"
            })
    void whatPeopleTellOfThemselvesIsBelievedInTheirLanguage(String said, String fact) {
        assertEquals(List.of(fact), believed(fact, said));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mi hermano tiene un perro.|Tiene un perro",
                "Mi hermana es médica y vive en Roma.|Vive en Roma",
                "¿Vivo en Sevilla?|Vive en Sevilla",
                "Fui a Sevilla en mayo.|Vive en Sevilla",
                "María vive en Roma y me encanta.|Vive en Roma",
                "No tengo coche.|Tiene coche",
                "Si tuviera un barco viviría en él.|Tiene un barco",
                "Me gustaría vivir en Oslo.|Vive en Oslo",
                "Mon frère habite à Paris.|Habite à Paris",
                "Je n'habite pas à Paris.|Habite à Paris",
                "Tu habites à Paris ?|Habite à Paris",
                "Je voudrais un chat.|A un chat",
                "妹は京都に住んでいます。|京都に住んでいる",
                "京都に住んでいません。|京都に住んでいる",
                "京都に住みたいです。|京都に住んでいる",
                "京都に行きました。|京都に住んでいる",
                "田中さんは大阪で働いています。|大阪で働いている",
                "我妈妈住在北京。|住在北京",
                "我不喜欢咖啡。|喜欢咖啡",
                "你住在上海吗？|住在上海",
                "他对花生过敏。|对花生过敏",
                "如果我住在上海就好了。|住在上海"
            })
    void whatTheyDoNotTellOfThemselvesIsNot(String said, String fact) {
        assertEquals(List.of(), believed(fact, said));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Tom gave me a kitten", "Es ging wegen des Regens", "Soy sauce, a ton", "Me, a nurse, no less"})
    void englishAndGermanStayWithRulesOfTheirOwn(String said) {
        assertFalse(OtherLanguages.isIn(said));
    }
}
