package demi.emotion.distress;

import demi.emotion.words.ClauseSplitter;
import demi.emotion.words.PhraseMatcher;
import java.util.List;

/**
 * Whether somebody says that they are better. Calm words are none: who has just decided to die is calm, too; nor are words
 * that are kind to whoever listens.
 */
final class RecoverySigns {

    private static final PhraseMatcher BETTER = new PhraseMatcher("""
            feel|feeling|felt|am|im|doing *2 better|lighter|calmer now|today|again|already|since
            feel|feeling|im|doing *1 much|lot|bit|little|already better
            feel|feeling|am|im|doing better $
            i *1 feel *1 like myself again
            it|that|this|you|talking *3 helped me
            it|that|this|you|talking really|truly|actually? helped $
            thank|thanks *3 that|it|you helped
            slept *1 well|better|good|through
            the worst is over
            its|things|it|everything is|are|getting|looking *1 better|up
            im *1 okay|ok|fine|alright again
            im *1 okay|ok|fine|alright now $
            had a good|better|nice|lovely day|night|morning|evening
            i *2 got|found|have help now
            i *2 talked|spoke|went to my|a|the therapist|doctor|counsellor|counselor|mum|mom|dad|sister|brother|friend
            im glad|happy *1 im|i|to *1 here|alive|be|live
            i want to live
            good|great|wonderful news
            i *1 passed|got *1 exam|job|flat|test
            mir geht es|s *3 besser
            mir gehts *2 besser
            geht mir *2 besser
            es|das hat *2 geholfen
            danke *4 geholfen
            gut|besser|durch geschlafen
            wie ein neuer mensch
            das schlimmste *1 vorbei|uberstanden
            hatte *1 einen guten|schonen|besseren tag|abend|morgen
            ein guter|schoner|besserer tag
            war *3 beim|bei|zum *2 arzt|therapeutin|therapeuten|therapie|beratung
            habe|hab *2 mit *3 geredet|gesprochen
            froh dass ich *1 lebe|da|noch
            ich will leben
            gute|tolle|schone neuigkeiten|nachrichten|nachricht
            bestanden $
            wieder *1 gut|besser $
            wird *1 besser $
            """);

    private RecoverySigns() {}

    static boolean in(String text) {
        return ClauseSplitter.of(CleanText.of(text)).stream().anyMatch(RecoverySigns::inClause);
    }

    private static boolean inClause(List<String> clause) {
        for (int i = 0; i < clause.size(); i++) {
            boolean denied = i > 0 && PhraseMatcher.negates(clause.get(i - 1));
            if (!denied && BETTER.match(clause, i) >= 0) {
                return true;
            }
        }
        return false;
    }
}
