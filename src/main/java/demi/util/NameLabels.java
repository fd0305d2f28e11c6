package demi.util;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the people of one conversation are called, so that no two are called the same: the first Alex is "Alex", the next
 * "Alex (2)". Nobody but her is called Demi. Bounded: forgets everybody when there are too many.
 */
public final class NameLabels {

    private static final int MOST = 500;
    private static final String HERS = "demi";

    private final Map<String, String> byPerson = new HashMap<>();
    /** In the form in which names are compared. */
    private final Map<String, String> personByLabel = new HashMap<>();

    /** @param person an id */
    public String of(String person, String name) {
        String plain = OneLine.name(name);
        String before = byPerson.get(person);
        if (before != null && (same(before, plain) || isNumbered(before, plain))) {
            return before;
        }
        if (byPerson.size() >= MOST) {
            byPerson.clear();
            personByLabel.clear();
        }
        String label = plain;
        for (int number = 2; isTaken(label, person); number++) {
            label = plain + " (" + number + ")";
        }
        byPerson.put(person, label);
        personByLabel.put(form(label), person);
        return label;
    }

    private boolean isTaken(String label, String person) {
        String form = form(label);
        return form.equals(HERS) || !personByLabel.getOrDefault(form, person).equals(person);
    }

    private static boolean isNumbered(String label, String name) {
        return label.startsWith(name + " (") && label.endsWith(")");
    }

    private static boolean same(String one, String other) {
        return form(one).equals(form(other));
    }

    private static String form(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
