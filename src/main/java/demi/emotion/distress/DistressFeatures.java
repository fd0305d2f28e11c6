package demi.emotion.distress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What the classifier sees of a window: its words, pairs and triples of words, four letters of longer words, and the same
 * of what the words stand for; each hashed to a number.
 */
final class DistressFeatures {

    /** Kinds of features, in the first bits of the number. */
    private static final int LETTERS = 0;

    private static final int SINGLE = 1;
    private static final int PAIR = 2;
    private static final int PHRASE = 3;
    private static final int SHIFT = 29;
    private static final double[] WORTH = {.15, .3, .8, 1};

    private static final int GRAM = 4;
    private static final int LONG_WORD = 5;
    private static final int LONGEST_WORD = 24;
    /** How far words may stand apart to be a pair by what they stand for. */
    private static final int NEAR = 6;
    /** How far from a word the person may be named of whom it is said, or a "not". */
    private static final int BEFORE = 7;

    private static final int AFTER = 4;

    private final WordConcepts concepts;

    DistressFeatures(WordConcepts concepts) {
        this.concepts = concepts;
    }

    private static final Set<String> FIRST = Set.of("I", "ME", "MYSELF");
    private static final Set<String> THIRD = Set.of("HE", "THEY", "KIN", "CHILD", "SOMEONE");
    private static final Set<String> NOT = Set.of("NEG", "NOBODY", "CANT", "WITHOUT");

    /** @return each once, in order */
    int[] of(List<String> window) {
        List<List<String>> classes = window.stream().map(concepts::of).toList();
        int[] tags = tags(classes);
        Found found = new Found();
        words(window, tags, found);
        concepts(classes, tags, found);
        return Arrays.stream(found.features, 0, found.count).sorted().distinct().toArray();
    }

    /** Numbers, as many as there are. */
    private static final class Found {
        private int[] features = new int[256];
        private int count;

        void add(int feature) {
            if (count == features.length) {
                features = Arrays.copyOf(features, 2 * count);
            }
            features[count++] = feature;
        }
    }

    /** For each word, of whom it is said (the person named last before it, or else next) and whether it is denied. */
    private static int[] tags(List<List<String>> classes) {
        int[] tags = new int[classes.size()];
        for (int i = 0; i < tags.length; i++) {
            int who = 0;
            for (int j = i; j >= Math.max(0, i - BEFORE) && who == 0; j--) {
                who = person(classes.get(j));
            }
            for (int j = i + 1; j < Math.min(tags.length, i + AFTER) && who == 0; j++) {
                who = person(classes.get(j));
            }
            boolean not = false;
            for (int j = Math.max(0, i - AFTER); j < i; j++) {
                not |= hasAny(classes.get(j), NOT);
            }
            tags[i] = 2 * who + (not ? 1 : 0);
        }
        return tags;
    }

    private static int person(List<String> names) {
        return hasAny(names, FIRST) ? 1 : hasAny(names, THIRD) ? 2 : names.contains("YOU") ? 3 : 0;
    }

    private static boolean hasAny(List<String> names, Set<String> of) {
        for (String name : names) {
            if (of.contains(name)) {
                return true;
            }
        }
        return false;
    }

    /** Words that say nothing of it by themselves: single ones, and two of them, are not looked at. */
    private static final Set<String> PLAIN =
            Set.copyOf(List.of(("i im ive id ill me my mine myself you your youre u he she him her his hes shes"
                                    + " they them their theyre we us our were it its this that these those there here a an the and or but if so"
                                    + " because since when while as than then to of in on at for from with about by into out up down off over"
                                    + " is are was were be been being am do does did done have has had having will would could should can cant"
                                    + " cannot may might must dont doesnt didnt isnt arent wasnt wont wouldnt couldnt shouldnt havent hasnt"
                                    + " not no yes just really very too also only even still again now today get gets got getting go goes"
                                    + " going gonna went come came make makes made take takes say says said tell told know knew think thought"
                                    + " want wants wanted like one some any all every everyone everybody someone somebody anyone thing things"
                                    + " something anything what how why who which where more much many lot way time day people good see look"
                                    + " need back well oh ok okay yeah lol haha ? \" ^ $"
                                    + " ich mir mich mein meine meinen meinem meiner du dir dich dein deine er sie es ihm ihn ihr ihre wir uns"
                                    + " unser man sich der die das den dem des ein eine einen einem einer und oder aber wenn weil dass ob als"
                                    + " wie so zu zum zur in im am an auf aus bei mit nach von vom vor fur um uber unter ist sind war waren bin"
                                    + " bist sein hat habe hab haben hatte wird werde werden wurde wurden kann kannst konnen konnte muss mussen"
                                    + " soll sollte will wollen wollte mochte mag nicht kein keine keinen nie nur noch schon auch mal doch ja"
                                    + " nein da hier jetzt heute wieder immer mehr alle alles was wer warum wo einfach ganz sehr gut gehen geht"
                                    + " gehe machen macht mache sagen sagt gesagt denn dann")
                            .split(" "))
                    .stream()
                    .distinct()
                    .toList());

    private static final Set<String> PLAIN_CONCEPTS = Set.of(
            "I", "ME", "MYSELF", "HE", "THEY", "KIN", "CHILD", "SOMEONE", "ALL", "YOU", "NEG", "NOBODY", "CANT", "CAN",
            "WANT", "MORE", "HERE", "KEEP", "VERY", "AGAIN", "LEARN", "SAY", "THINK", "NEED", "FINE", "BETTER",
            "TONIGHT", "GIVE", "HOME", "BODY", "PAST", "WRITE", "LETTER", "LOVE", "FEEL", "PLAN", "WITHOUT");

    private static void words(List<String> window, int[] tags, Found found) {
        int size = window.size() + 2;
        int[] hashes = new int[size];
        boolean[] plain = new boolean[size];
        for (int i = 0; i < size; i++) {
            String word = i == 0 ? "^" : i == size - 1 ? "$" : window.get(i - 1);
            hashes[i] = word.hashCode();
            plain[i] = PLAIN.contains(word);
            if (!plain[i]) {
                found.add(feature(SINGLE, hashes[i], tags[i - 1], 1));
                letters(word, tags[i - 1] / 2, found);
            }
        }
        for (int i = 0; i < size; i++) {
            int phrase = hashes[i];
            boolean all = plain[i];
            for (int more = 1; more <= 3 && i + more < size; more++) {
                phrase = 31 * phrase + hashes[i + more];
                all &= plain[i + more];
                // Four plain words may say it: "i cant go on".
                if (more == 3 ? all : !all) {
                    found.add(feature(more == 1 ? PAIR : PHRASE, phrase, more, 2));
                }
            }
        }
    }

    private static void letters(String word, int who, Found found) {
        int length = Math.min(word.length(), LONGEST_WORD);
        if (length >= LONG_WORD) {
            String bounded = "<" + word.substring(0, length) + ">";
            for (int i = 0; i + GRAM <= bounded.length(); i++) {
                int gram = 0;
                for (int j = i; j < i + GRAM; j++) {
                    gram = 31 * gram + bounded.charAt(j);
                }
                found.add(feature(LETTERS, gram, who, 3));
            }
        }
    }

    private static void concepts(List<List<String>> classes, int[] tags, Found found) {
        List<String> names = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            for (String name : classes.get(i)) {
                names.add(name);
                places.add(i);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            int one = names.get(i).hashCode();
            int place = places.get(i);
            boolean plain = PLAIN_CONCEPTS.contains(names.get(i));
            if (!plain) {
                found.add(feature(SINGLE, one, tags[place], 4));
            }
            for (int j = i + 1; j < names.size() && places.get(j) - place <= NEAR; j++) {
                if (places.get(j) != place && !(plain && PLAIN_CONCEPTS.contains(names.get(j)))) {
                    int pair = 31 * one + names.get(j).hashCode();
                    found.add(feature(PAIR, pair, 0, 5));
                    found.add(feature(PAIR, pair, tags[places.get(j)], 6));
                }
            }
            if (i + 2 < names.size() && places.get(i + 2) - place <= NEAR) {
                int three = 31 * (31 * one + names.get(i + 1).hashCode())
                        + names.get(i + 2).hashCode();
                found.add(feature(PHRASE, three, 0, 7));
            }
        }
    }

    /** What a feature of that number counts: a single word little, since it takes several to say something. */
    static double worth(int feature) {
        return WORTH[feature >>> SHIFT];
    }

    private static int feature(int kind, int what, int tag, int salt) {
        int hash = (what * 0x9E3779B1) ^ ((tag * 16 + salt) * 0x85EBCA6B);
        hash ^= hash >>> 15;
        hash *= 0x2C1B3C6D;
        hash ^= hash >>> 13;
        hash *= 0x297A2D39;
        hash ^= hash >>> 16;
        return (kind << SHIFT) | (hash & ((1 << SHIFT) - 1));
    }
}
