package demi.store.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement for drivers that know plain question marks only.
 *
 * @param sql with plain question marks
 * @param arguments which argument each of them stands for, counted from 0
 */
public record NumberedParameters(String sql, List<Integer> arguments) {

    public NumberedParameters {
        arguments = List.copyOf(arguments);
    }

    /** Of a statement with {@code ?}, or {@code ?1}, {@code ?2}; what stands in quotation marks is left alone. */
    public static NumberedParameters of(String sql) {
        StringBuilder plain = new StringBuilder(sql.length());
        List<Integer> arguments = new ArrayList<>();
        int highest = 0;
        boolean quoted = false;
        for (int i = 0; i < sql.length(); i++) {
            char each = sql.charAt(i);
            plain.append(each);
            if (each == '\'') {
                quoted = !quoted;
            } else if (each == '?' && !quoted) {
                int number = 0;
                while (i + 1 < sql.length() && Character.isDigit(sql.charAt(i + 1))) {
                    number = number * 10 + (sql.charAt(++i) - '0');
                }
                int place = number == 0 ? highest + 1 : number;
                highest = Math.max(highest, place);
                arguments.add(place - 1);
            }
        }
        return new NumberedParameters(plain.toString(), arguments);
    }
}
