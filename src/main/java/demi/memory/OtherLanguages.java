package demi.memory;

import demi.memory.WordMatch.Word;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether words in Spanish, French, Japanese or Chinese tell a fact of the person who said them. Stricter than for English
 * and German, since there is less to go by: what names a relative, or says no, has to be the same on both sides; questions,
 * wishes, hearsay and what is said to her tell nothing.
 */
final class OtherLanguages {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final double ENOUGH = .7;
    private static final int LEAST_SIGNS = 2;
    private static final int LEAST_WORDS = 2;

    private static final Pattern UNSPACED = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]{2}");
    /** What bears the sense of a fact: characters and words of other origin, not what bends them. */
    private static final Pattern SIGN = Pattern.compile("\\p{IsHan}|[\\p{IsKatakana}ー]+|[\\p{IsLatin}\\d]+");

    private static final Pattern ENGLISH_OR_GERMAN = Pattern.compile(
            "\\b(?:i|my|the|is|are|and|of|have|has|it|you|we|our|got|from|for|with|this|that|they|she|was|to|but|so|at|ich|ist|mit|für|von|zu|auf|wie|im|ein|eine|einen|unser\\p{L}*|wird|und|der|das|die|mein\\p{L}*|nicht|bin|habe|hat|wir|wohne)\\b",
            FLAGS);

    private static final Set<String> BINDING = words(
            "el la los las un una unos unas lo su sus se le les y e o de del en a al que con por para como es son esta tiene tienen vive viven trabaja llama llaman ha han va hay muy"
                    + " yo mi mis me nos nuestro nuestra nuestros nuestras soy estoy tengo tenemos vivo vivimos trabajo llamo he hemos voy vamos"
                    + " il elle ils elles on l d s j m n c qu sa son ses leur leurs des du au aux et ou est sont ont dans avec pour par ce cette habite vit travaille appelle"
                    + " je ma mon mes moi nous notre nos suis ai avons sommes vais allons");

    /** What English and German have, too. */
    private static final Set<String> ELSEWHERE = words("a s d m o e n l c es des du son");

    private static final Pattern SPEAKS_OF_SELF = Pattern.compile(
            "\\b(?:yo|mis?|me|nos|nosotr[oa]s|nuestr[oa]s?|soy|tengo|tenemos|estoy|estamos|somos|vivimos|nací|voy|vamos|he|hemos"
                    + "|je|mon|ma|mes|moi|nous|notre)\\b|\\b[jm]['’]|^\\W*(?:(?:ya|ahora|hoy|mañana|también|aquí) )?\\p{L}{2,}o\\b",
            FLAGS);

    private static final Pattern THEIR_OWN_SUBJECT = Pattern.compile(
            "^\\W*(?!Yo|Je|Mi\\b)(\\p{Lu}\\p{L}+) (?:vive|tiene|es|está|trabaja|ha|va|a|est|habite|travaille|aime|odia|quiere|se)\\b",
            Pattern.UNICODE_CASE);

    private static final Pattern NO_STATEMENT = Pattern.compile(
            "[?？]\\s*$|^\\W*¿|\\b(?:si (?:yo|tuviera|fuera|pudiera|viviera|je|j['’]\\p{L}+|nous)|ojalá|me gustaría|quisiera|quiero|imagina|casi|tengo que|debo|debería|podría|antes (?:vivía|tenía|trabajaba)|solía|ya no"
                    + "|era broma|en la (?:película|novela)|soñé|dicen?|dijo|cree[ns]?|piensan? que|tú|tu|tus|ti|te|usted"
                    + "|j['’]aimerais|je voudrais|je veux|imagine|presque|je dois|devrais|pourrais|ne \\p{L}+ plus|avant,? (?:je|j)|je rigole|dans le (?:film|roman|livre)|rêvé|dit|disent|croit|pense que|toi|ta|tes|vous|votre)\\b"
                    + "|[かの]な?[。]?$|でしょう|だろう|かもしれ|たら|なら|れば|ば、|みたい|らしい|そうです|と言|って言|たい(?:です)?[。！]?$|夢|映画|小説|冗談|昔は|デミ|あなた|君|お前"
                    + "|吗|呢|如果|要是|假如|想要|希望|据说|听说|可能|也许|说他|说她|以前|曾经|不再|电影|小说|开玩笑|梦见|你|您",
            FLAGS);

    private static final Pattern NO = Pattern.compile(
            "\\b(?:no|nunca|sin|ningún|ninguna|nadie|tampoco|pas|jamais|sans|aucune?)\\b|ない|なく|ません|嫌い|不|没|沒|别|讨厌",
            FLAGS);

    private static final Pattern RELATED = Pattern.compile(
            "\\b(?:madre|mamá|padre|papá|padres|herman[oa]s?|mujer|espos[oa]|marido|novi[oa]|hij[oa]s?|amig[oa]s?|jef[ea]|compañer[oa]|vecin[oa]s?|tí[oa]|prim[oa]|abuel[oa]s?|perr[oa]s?|gat[oa]s?|suegr[oa]|sobrin[oa]"
                    + "|mère|maman|père|parents|sœur|soeur|frère|femme|mari|copine|copain|fils|fille|enfants?|amie?|patronn?e?|collègue|voisine?|tante|oncle|cousine?|grand-mère|grand-père|chien|chat|neveu|nièce)s?\\b"
                    + "|母|父|兄|姉|弟|妹|妻|夫|娘|息子|祖母|祖父|友達|友人|彼女|彼氏|彼|上司|同僚|隣|犬|猫|子供|さん|くん|ちゃん|妈|爸|哥|姐|儿子|女儿|老婆|老公|妻子|丈夫|奶奶|爷爷|朋友|老板|同事|邻居|狗|他|她|孩子",
            FLAGS);

    private static final Pattern SAYS_HOME = Pattern.compile("^\\W*(?:viven?|reside|habite|vit)\\b|住", FLAGS);
    private static final Pattern HOME = Pattern.compile(
            "\\b(?:vivo|vivimos|vive|viven|resido|mud[ée]|mudamos|mudado|habite|habitons|habitent|vis|vit|vivons|loge|déménagé|emménagé)\\b|住|暮らし|引っ越",
            FLAGS);
    private static final Pattern SAYS_WORK = Pattern.compile("^\\W*(?:trabaja|travaille)\\b|働|勤|工作|上班", FLAGS);
    private static final Pattern WORK =
            Pattern.compile("\\b(?:trabaj\\p{L}+|soy|es|travaill\\p{L}+|bosse|suis|est)\\b|働|勤|仕事|工作|上班", FLAGS);

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?\\n。！？])\\s*");
    private static final Pattern CLAUSE =
            Pattern.compile("[,;:]\\s|\\s(?:y|pero|porque|et|mais|car|parce que)\\s", FLAGS);

    private OtherLanguages() {}

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ", -1)));
    }

    /** Whether a text is in a script without spaces. */
    static boolean isUnspaced(String text) {
        return UNSPACED.matcher(text).find();
    }

    /** Whether a text is in one of these languages, and in no other that is known better. */
    static boolean isIn(String text) {
        return isUnspaced(text)
                || (!ENGLISH_OR_GERMAN.matcher(text).find()
                        && WordMatch.words(text).stream()
                                        .filter(word ->
                                                BINDING.contains(word.text()) && !ELSEWHERE.contains(word.text()))
                                        .distinct()
                                        .count()
                                >= LEAST_WORDS);
    }

    /** The words of the message that tell what the fact says; empty where none do. */
    static Optional<String> supporting(String message, String fact) {
        boolean unspaced = isUnspaced(message);
        Predicate<String> tells = unspaced ? part -> hasSigns(part, fact) : part -> isOfThem(part, fact);
        return Arrays.stream(SENTENCE.split(message, -1))
                .filter(sentence -> !NO_STATEMENT.matcher(sentence.strip()).find())
                .flatMap(sentence -> unspaced || !CLAUSE.matcher(sentence).find()
                        ? Stream.of(sentence)
                        : Stream.concat(Stream.of(sentence), Arrays.stream(CLAUSE.split(sentence, -1))))
                .filter(part -> tells.test(part)
                        && NO.matcher(part).find() == NO.matcher(fact).find()
                        && related(part).equals(related(fact))
                        && (!SAYS_HOME.matcher(fact).find()
                                || HOME.matcher(part).find())
                        && (!SAYS_WORK.matcher(fact).find()
                                || WORK.matcher(part).find()))
                .findFirst();
    }

    private static boolean hasSigns(String part, String fact) {
        List<String> signs =
                SIGN.matcher(fact).results().map(MatchResult::group).toList();
        return String.join("", signs).length() >= LEAST_SIGNS && signs.stream().allMatch(part::contains);
    }

    private static boolean isOfThem(String part, String fact) {
        List<Word> there = WordMatch.words(part);
        List<Word> content = WordMatch.words(fact).stream()
                .filter(word -> !BINDING.contains(word.text()))
                .toList();
        Matcher subject = THEIR_OWN_SUBJECT.matcher(part);
        boolean others = subject.find() && !fact.contains(subject.group(1));
        long shared =
                content.stream().filter(word -> WordMatch.isIn(word, there)).count();
        return !content.isEmpty()
                && !others
                && SPEAKS_OF_SELF.matcher(part).find()
                && content.stream().filter(Word::exact).allMatch(word -> WordMatch.isIn(word, there))
                && shared >= ENOUGH * content.size();
    }

    private static Set<String> related(String text) {
        Set<String> related = new HashSet<>();
        RELATED.matcher(text).results().forEach(found -> related.add(WordMatch.plain(found.group())));
        return related;
    }
}
