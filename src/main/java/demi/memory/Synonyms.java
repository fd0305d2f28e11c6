package demi.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that a model exchanges for one another when it writes a fact: "dad" becomes "father", "acht" 8. Small ones write
 * English whatever was spoken.
 */
final class Synonyms {
    private Synonyms() {}

    private static final Map<String, Integer> GROUPS = groups("""
            mother mom mum mama mommy mummy mutter mutti
            father dad papa daddy vater
            parents folks eltern
            grandmother grandma granny oma grossmutter
            grandfather grandpa opa grossvater
            sister schwester sis
            brother bruder
            child kid kind
            children kids kinder
            son sohn
            daughter tochter
            wife frau ehefrau
            husband mann ehemann
            boyfriend freund
            girlfriend freundin
            boss chef chefin
            dog puppy pup hund
            cat kitten kitty katze kater
            car auto wagen
            motorbike motorcycle motorrad
            bike bicycle fahrrad
            flat apartment wohnung
            job work arbeit
            physician doctor doc arzt arztin
            hates hate hated hating dislikes dislike disliked stand bear detest detests loathe loathes hasse hasst
            passed died dead gestorben
            afraid scared frightened angst
            cold erkaltet erkaltung
            vacation holiday holidays urlaub
            fly flies flying flew fliege fliegt fliegen
            film movie
            football soccer fussball
            tv television fernseher
            phone smartphone handy
            teacher lehrer lehrerin
            nurse krankenschwester pfleger
            1 one ein eine einen
            2 two zwei
            3 three drei
            4 four vier
            5 five funf
            6 six sechs
            7 seven sieben
            8 eight acht
            9 nine neun
            10 ten zehn
            11 eleven elf
            12 twelve zwolf
            fish fisch
            meat fleisch
            coffee kaffee
            tea tee
            milk milch
            house haus
            garden garten
            school schule
            village dorf
            town city stadt
            birthday geburtstag
            book buch
            guitar gitarre
            piano klavier
            choir chor
            baker backer backerin
            carpenter tischler tischlerin schreiner
            engineer ingenieur ingenieurin
            student studentin
            cats katzen
            dogs hunde
            horse pferd
            marries married marry heiratet verheiratet
            drinks trinke trinkt
            eats esse isst
            maths math mathematics mathe
            neighbour neighbor nachbar nachbarin
            """);

    private static Map<String, Integer> groups(String lines) {
        Map<String, Integer> groups = new HashMap<>();
        List<String> all = lines.strip().lines().toList();
        for (int i = 0; i < all.size(); i++) {
            for (String word : all.get(i).split(" ", -1)) {
                groups.put(word, i);
            }
        }
        return Map.copyOf(groups);
    }

    /** Both in lower case, without marks. */
    static boolean same(String one, String other) {
        Integer group = GROUPS.get(one);
        return group != null && group.equals(GROUPS.get(other));
    }
}
