package demi.memory.house;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one person of a house may be to another for all of it to know: family, who is married, and who lives or works together.
 * Not what is anybody's secret or may hurt, as an "ex", a lover, a friend who is more than that, or a therapist: such a word is
 * not here, and what is not here stays private.
 */
final class RelationWords {

    private static final Map<String, String> WORDS = words("""
            husband=husband,hubby,ehemann,mann,gatte,göttergatte
            wife=wife,ehefrau,frau,gattin
            spouse=spouse
            mother=mother,mom,mum,mummy,mommy,mama,mutter,mutti
            father=father,dad,daddy,papa,vater,vati
            sister=sister,sis,schwester
            brother=brother,bro,bruder
            twin=twin,twin sister,twin brother,zwilling,zwillingsschwester,zwillingsbruder
            son=son,sohn
            daughter=daughter,tochter
            child=child,kid,kind
            grandmother=grandmother,grandma,granny,nana,oma,großmutter,grossmutter
            grandfather=grandfather,grandpa,granddad,grandad,opa,großvater,grossvater
            granddaughter=granddaughter,enkelin,enkeltochter
            grandson=grandson,enkel,enkelsohn
            grandchild=grandchild,enkelkind
            aunt=aunt,auntie,tante
            uncle=uncle,onkel
            niece=niece,nichte
            nephew=nephew,neffe
            cousin=cousin,cousine,vetter
            mother-in-law=mother-in-law,mother in law,schwiegermutter
            father-in-law=father-in-law,father in law,schwiegervater
            sister-in-law=sister-in-law,sister in law,schwägerin
            brother-in-law=brother-in-law,brother in law,schwager
            daughter-in-law=daughter-in-law,daughter in law,schwiegertochter
            son-in-law=son-in-law,son in law,schwiegersohn
            stepmother=stepmother,stepmom,stepmum,stiefmutter
            stepfather=stepfather,stepdad,stiefvater
            stepson=stepson,stiefsohn
            stepdaughter=stepdaughter,stieftochter
            stepsister=stepsister,stiefschwester
            stepbrother=stepbrother,stiefbruder
            godmother=godmother,patin,patentante
            godfather=godfather,patenonkel
            godchild=godchild,goddaughter,godson,patenkind
            friend=friend
            flatmate=flatmate,roommate,room mate,housemate,mitbewohner,mitbewohnerin
            neighbour=neighbour,neighbor,nachbar,nachbarin
            colleague=colleague,coworker,co-worker,workmate,kollege,kollegin,arbeitskollege,arbeitskollegin
            """);

    /** Of two who are the same to each other. */
    private static final Map<String, String> BOTH = words("""
            married=married,married to each other,husband and wife,wife and husband,a married couple,verheiratet,miteinander verheiratet,mann und frau
            siblings=siblings,brother and sister,sister and brother,geschwister
            sisters=sisters,schwestern
            brothers=brothers,brüder
            twins=twins,zwillinge
            cousins=cousins,vettern,cousinen
            friends=friends,good friends
            flatmates=flatmates,roommates,housemates,mitbewohner
            neighbours=neighbours,neighbors,nachbarn
            colleagues=colleagues,coworkers,co-workers,kollegen
            """);

    private static final Set<String> MARRIAGE = Set.of("husband", "wife", "spouse", "married");

    /** That say no more than which of several it is. */
    static final String ADJECTIVES =
            "(?:(?:older|younger|elder|eldest|oldest|youngest|big|little|twin|dear|beloved|best|good|new|große|großer|grosse|grosser|kleine|kleiner"
                    + "|ältere|älterer|jüngere|jüngerer|älteste|ältester|jüngste|jüngster|liebe|lieber) )*";

    private RelationWords() {}

    private static Map<String, String> words(String lines) {
        Map<String, String> words = new HashMap<>();
        for (String line : lines.strip().split("\\s*\\R\\s*", -1)) {
            int is = line.indexOf('=');
            for (String word : line.substring(is + 1).split(",", -1)) {
                words.put(word, line.substring(0, is));
            }
        }
        return Map.copyOf(words);
    }

    private static String anyOf(Map<String, String> words) {
        List<String> sorted = words.keySet().stream()
                .sorted((one, other) -> other.length() - one.length())
                .map(Pattern::quote)
                .toList();
        return "(?:" + String.join("|", sorted) + ")";
    }

    /** As a part of a pattern. */
    static String one() {
        return anyOf(WORDS);
    }

    static String both() {
        return anyOf(BOTH);
    }

    /** In English, as she is told it. */
    static String ofOne(String word) {
        return WORDS.getOrDefault(plain(word), "");
    }

    static String ofBoth(String words) {
        return BOTH.getOrDefault(plain(words), "");
    }

    private static String plain(String words) {
        return words.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    static boolean isMarriage(String relation) {
        return MARRIAGE.contains(relation);
    }
}
