package demi.emotion;

import demi.api.EmotionApi.Kind;
import demi.api.EmotionApi.Reappraise;
import demi.emotion.sentiment.MessageTone;
import demi.emotion.sentiment.Tone;
import demi.emotion.words.ClauseSplitter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How much of what a model takes messages for is believed: what plain words contradict, or nothing bears out, is not. */
final class AppraisalRules {

    private static final Set<InteractionType> PLAINLY_KIND =
            Set.of(InteractionType.POSITIVE_MESSAGE, InteractionType.SUCCESSFUL_HELP);
    private static final Set<InteractionType> PLAINLY_UNKIND =
            Set.of(InteractionType.NEGATIVE_MESSAGE, InteractionType.USER_REFUSAL);

    private static final Set<String> THANKS = words("thank thanks shut danke merci gracias");
    private static final Set<String> REFUSING =
            words("no not dont wont cant never stop refuse decline rather nope nah enough"
                    + " nein nicht nie kein keine keinen lass hor non pas jamais refuse arrete laisse laissez nunca tampoco"
                    + " dejame basta niego");
    private static final Set<String> HELPED =
            words("help helped helps helping helpful thanks thank worked works working fixed"
                    + " solved tip tips advice hint idea suggestion suggested right did danke geholfen hilft tipp rat geklappt"
                    + " funktioniert gelost aide aider utile conseil astuce marche fonctionne resolu repare ayuda ayudado ayudaste"
                    + " util consejo truco funciona funciono resuelto arreglado");
    private static final Set<String> SOFTWARE =
            words("code bug bugs commit committed push pushed merge merged repo repository"
                    + " branch deploy deployed release released server script app build test tests compile compiled version feature"
                    + " program programm git github refactored refactor update updated upgrade upgraded api database function config"
                    + " docker python refactoring rewriting rewrote debugging deploying releasing merging pushing committing engine patch"
                    + " patched java software model prompt programming coding compiles parser fixed");

    private static final Set<String> BROKEN =
            words("error errors exception fail failed fails failing failure broke broken break"
                    + " crash crashed crashes crashing bug bugs down dead stuck wrong problem problems issue issues hangs hanging frozen lost"
                    + " corrupt corrupted missing cant cannot wont doesnt didnt refuses denied timeout leak leaks leaking kaputt fehler defekt"
                    + " abgesturzt geht hangt spinnt panne casse cassee erreur plante bloque bloquee marche fonctionne roto rota"
                    + " fallo falla averiado estropeado estropeada estropeo funciona colgado bloqueado");

    /** What the sets above are for languages with spaces. */
    private static final Pattern REFUSING_JAPANESE =
            Pattern.compile("いや|イヤ|嫌|やだ|やめ|止め|断|放って|ほっと|ほうって|たくな|無理|ません|ダメ|だめ");

    private static final Pattern HELPED_JAPANESE =
            Pattern.compile("助か|役に立|ありがと|うまくいった|上手くいった|でき|出来た|直った|治った|解決|おかげ|参考");
    private static final Pattern BROKEN_JAPANESE =
            Pattern.compile("壊れ|こわれ|エラー|動かな|動きません|固ま|失敗|バグ|落ち|故障|止まっ|おかし|つながら|繋がら|不具合");
    private static final Pattern SOFTWARE_JAPANESE =
            Pattern.compile("コード|コミット|プッシュ|マージ|デプロイ|リリース|バグ|ビルド|テスト|プログラム|サーバ|アプリ|リファクタ|実装|関数|修正");

    /** Who will not do something is not unkind by that. */
    private static final Pattern I_REFUSE = Pattern.compile(
            "^\\W*(?:no,? |nein,? |sorry,? )?(?:i(?:['’]d| would)? (?:won['’]?t|will not|rather not|don['’]?t want|do not want|refuse|can['’]?t)\\b"
                    + "|ich (?:will|möchte|werde) (?:\\p{L}+ ){0,3}nicht\\b"
                    + "|(?:non,? )?je (?:ne |n['’])(?:veux|peux|vais) (?:\\p{L}+ ){0,2}pas\\b|(?:no,? )?(?:yo )?no (?:quiero|voy a|puedo)\\b)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private AppraisalRules() {}

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ", -1)));
    }

    /** Empty where the first guess stands. */
    static Optional<InteractionType> believed(Reappraise judged, List<ProvisionalAppraisal> guesses) {
        Kind kind = judged.kind();
        if (kind == null) {
            return Optional.empty();
        }
        InteractionType judgedType = InteractionType.of(kind.key()).orElse(InteractionType.MESSAGE);
        InteractionType type = judgedType == InteractionType.NEGATIVE_MESSAGE
                        && I_REFUSE.matcher(judged.words()).find()
                ? InteractionType.USER_REFUSAL
                : judgedType;
        boolean heard = guesses.stream().anyMatch(guess -> guess.type() == type)
                && !(type == InteractionType.NEGATIVE_MESSAGE && MessageTone.of(judged.words()) == Tone.UNPLEASANT);
        return contradicts(type, judged.words(), guesses) || !(heard || isBorneOut(type, judged.words()))
                ? Optional.empty()
                : Optional.of(type);
    }

    /** Plain words are not the opposite; and what is plainly kind, and said to her, is nothing else. */
    private static boolean contradicts(InteractionType type, String words, List<ProvisionalAppraisal> guesses) {
        boolean kind = guesses.stream().anyMatch(guess -> PLAINLY_KIND.contains(guess.type()));
        boolean unkind = guesses.stream().anyMatch(guess -> PLAINLY_UNKIND.contains(guess.type()))
                && MessageTone.of(words) != Tone.UNPLEASANT;
        if (kind == unkind) {
            return false;
        }
        if (kind && speaksToHer(words)) {
            return !PLAINLY_KIND.contains(type);
        }
        return (kind ? PLAINLY_UNKIND : PLAINLY_KIND).contains(type);
    }

    /** What is unkind to her speaks to her, or refuses something; what has helped, is broken, or is work on software, says so. */
    private static boolean isBorneOut(InteractionType type, String words) {
        return switch (type) {
            case NEGATIVE_MESSAGE -> speaksToHer(words);
            case USER_REFUSAL ->
                has(words, REFUSING) || REFUSING_JAPANESE.matcher(words).find();
            case SUCCESSFUL_HELP ->
                has(words, HELPED) || HELPED_JAPANESE.matcher(words).find();
            case ERROR_OCCURRED ->
                has(words, BROKEN) || BROKEN_JAPANESE.matcher(words).find();
            case CODE_UPDATE ->
                has(words, SOFTWARE) || SOFTWARE_JAPANESE.matcher(words).find();
            default -> true;
        };
    }

    /** In any of the languages that {@link MessageTone} knows; what is in none of them is taken as the model has it. */
    private static boolean speaksToHer(String words) {
        return has(words, THANKS) || words.lines().anyMatch(MessageTone::mayBeAboutHer);
    }

    private static boolean has(String text, Set<String> words) {
        return ClauseSplitter.of(text).stream()
                .anyMatch(clause -> clause.stream().anyMatch(words::contains));
    }
}
