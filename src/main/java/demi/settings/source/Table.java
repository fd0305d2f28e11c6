package demi.settings.source;

import java.util.List;
import java.util.Set;

/**
 * What stands in each item of a setting that is a list of tables. A column that is secret may also come from a variable, or a
 * file, that its item names: {@code token_variable}, {@code token_file}.
 *
 * @param columns each with its name as its path
 * @param required the names of those that every item has
 */
public record Table(List<Key<?>> columns, Set<String> required) {

    static final String VARIABLE = "_variable";
    static final String FILE = "_file";

    public Table {
        columns = List.copyOf(columns);
        required = Set.copyOf(required);
    }
}
