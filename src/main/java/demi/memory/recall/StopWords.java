package demi.memory.recall;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that tell nothing of what is spoken of, in lower case and without marks. */
public final class StopWords {

    private static final Set<String> ENGLISH =
            words("about after again all also always and any are because been before being but can could did does doing"
                    + " don done for from get going got had has have her here hers him his how into its just know let like"
                    + " likes made make many may maybe mean might more most much must never not now off once one only other our"
                    + " out over remember remind said same say says shall she should some something still such tell than that"
                    + " the their them then there these they thing things think this those too told very want was well"
                    + " were what when where which who whose why will with would yes yet you your user person someone"
                    + " am do he if in is it me my no of on or so to up us we be by go as at an im ive id ill youre isnt"
                    + " arent wasnt werent didnt doesnt dont cant couldnt havent hasnt hadnt won ll ve re");

    private static final Set<String> GERMAN = words(
            "aber als also auch auf aus bei beim bin bis bist dann das dass dein deine deinen dem den denn der des die"
                    + " dir dich diese dieser dieses doch ein eine einen einem einer eines er es euch fur gegen habe haben hab"
                    + " hast hat hatte hatten ich ihm ihn ihr ihre im ist ja jetzt kann kannst konnte mal mehr mein meine"
                    + " meinen meinem meiner mich mir mit muss nach nicht noch nun nur ob oder sehr sein seine seit sich sie"
                    + " sind so soll sollte uber um und uns unser unsere vom von vor war waren warst was weil welche welchen"
                    + " welcher welches weisst wem wen wenn wer werde werden wie wieder will wir wird wo wohin worauf wovon"
                    + " wurde wurden zu zum zur man alle alles am an gibt hier in da damit dort erinnerst noch gerade");

    private static final Set<String> SPANISH = words(
            "al algo como con cual cuales cuando cuanto de del desde donde el ella ellos en entre era eres es esa ese eso"
                    + " esta este esto esta estan estas estoy fue ha han has hasta hay he la las le les lo los mas me mi mis"
                    + " mucho muy nada ni no nos nosotros para pero por porque que quien quienes se ser si sin sobre solo son"
                    + " soy su sus tambien te tengo tiene tienes todo tu tus un una uno unos y ya yo recuerdas sabes");

    private static final Set<String> FRENCH = words(
            "ai as au aux avec avez avons ce cela ces cet cette ceux chez comme comment dans de des du elle elles en est"
                    + " et etait etes etre eux fait ici il ils je la le les leur lui ma mais me mes moi mon ne nos notre nous"
                    + " on ont ou par pas plus pour pourquoi quand que quel quelle quelles quels qui quoi sa sans se ses si son"
                    + " sont suis sur ta te tes toi ton tu un une vos votre vous y ca souviens");

    private static final Set<String> OTHERS = words(
            // Italian, Portuguese, Dutch
            "che chi di da il gli nel nella sono sei ho hai per una dove quando perche come"
                    + " eu voce meu minha seu sua foi nao onde quem um uma os em no na dos das"
                    + " ik jij je het een van met voor mijn jouw wat wie waar hoe niet zijn ben heb hebt heeft dat deze");

    private static final Set<String> FOREIGN =
            Stream.of(GERMAN, SPANISH, FRENCH, OTHERS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    /** Of characters without spaces: who, what, when, I, you. */
    private static final Set<String> UNSPACED =
            words("私 僕 俺 君 何 誰 今 事 人 時 年 日 方 的 了 是 我 你 他 她 它 们 我们 你们 他们 什么 谁 哪 哪里 哪儿 吗 呢 吧 在 有 不 和 也 就 都 要 会 说 上 去 到"
                    + " 一 个 这 那 么 怎 怎么 为 为什 覚え 言っ 教え 知っ 记得 记 得 告诉 知道");

    /** What friendly nothings are made of, in several languages. */
    private static final Set<String> SMALL_TALK = words(
            "good great nice day night morning evening afternoon bye goodbye thanks thank glad happy wow awesome cool sure"
                    + " fine see talk take care soon later haha hahaha lol hear wait hope best luck fun amazing appreciate hi"
                    + " hey hello yeah yep yup nope ok okay sounds sound look looks looking forward worries worry problem"
                    + " welcome lot lots true right keep way kind really totally definitely absolutely exactly sorry please"
                    + " agree sweet dear guess new news today tonight tomorrow stuff bit able try feel sleep rest enjoy chat"
                    + " catch anyway anytime super mate buddy pal"
                    + " guten gute guter tag abend morgen nacht danke bitte tschuss gerne gern klar schon schoner schones toll"
                    + " genau freut freue viel viele spass wunsche bald spater geht gehts naja hallo moin liebe lieb gut"
                    + " besser heute stimmt hola buenos buenas dias noches tardes gracias adios luego vale bien claro"
                    + " genial salut bonjour bonsoir merci bonne bon nuit oui non sur demi");

    /** The same where nothing is asked: there such words are mostly kindness. */
    private static final Set<String> KINDNESS = words(
            "weekend week days time times back home love loved lovely wonderful fantastic perfect beautiful interesting"
                    + " exciting excited impressive inspiring inspire congrats congratulations support means mean liked enjoyed"
                    + " always yesterday moment minute hour heard feeling journey together proud strong stay");

    private final boolean english;

    private StopWords(boolean english) {
        this.english = english;
    }

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ", -1)).stream().distinct().toList());
    }

    /**
     * Those of the language that a text is in, as far as its words tell: "son", "hat" and "war" bind others together in
     * languages that are not English.
     *
     * @param words in lower case and without marks
     */
    public static StopWords of(Collection<String> words) {
        int english = 0;
        int foreign = 0;
        for (String word : words) {
            english += ENGLISH.contains(word) ? 1 : 0;
            foreign += isForeign(word) ? 1 : 0;
        }
        return new StopWords(english > 0 && english >= foreign);
    }

    /** Whether the text is English. */
    boolean isEnglish() {
        return english;
    }

    /** Whether it is a word that binds others together. */
    public boolean binds(String word) {
        return ENGLISH.contains(word) || UNSPACED.contains(word) || (!english && isForeign(word));
    }

    /** Whether it binds others together in any of the languages. */
    public static boolean bindsAnywhere(String word) {
        return ENGLISH.contains(word) || UNSPACED.contains(word) || isForeign(word);
    }

    /** Whether it tells nothing of what is spoken of. */
    boolean saysNothing(String word) {
        return binds(word) || SMALL_TALK.contains(word);
    }

    /** Whether it tells nothing of what is spoken of, where nothing is asked. */
    static boolean isKindness(String word) {
        return KINDNESS.contains(word);
    }

    private static boolean isForeign(String word) {
        return FOREIGN.contains(word);
    }
}
