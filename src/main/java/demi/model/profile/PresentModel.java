package demi.model.profile;

import demi.api.ModelCatalogApi;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that a server has.
 *
 * @param bytes on disk; 0 where the server does not tell
 * @param parameters as the server puts it, such as 3.2B; may be empty
 * @param digest another one when another model has come under its name; may be empty
 * @param window how many tokens it takes there, where the list of models tells; else 0
 */
public record PresentModel(String name, long bytes, String parameters, String quantization, String digest, int window) {

    /** llama.cpp's server calls a model by the path of its file, unless it was given another name. */
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z]:|~)?[/\\\\](?:.*[/\\\\])?([^/\\\\]+)");

    /** The name of a model as anybody may read it: without a path on its server's disk. */
    public static String shown(String name) {
        Matcher path = PATH.matcher(name);
        return path.matches() ? path.group(1) : name;
    }

    /** Whether a name means this one, as it is or as it is shown. */
    public boolean is(String other) {
        return ModelCatalogApi.same(name, other) || ModelCatalogApi.same(shown(name), other);
    }
}
