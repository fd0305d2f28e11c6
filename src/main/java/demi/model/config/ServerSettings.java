package demi.model.config;

import demi.api.value.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One model server.
 *
 * @param address without a slash at its end; may carry a user and a password
 * @param token sent as {@code Authorization: Bearer}, null for none
 * @param weight how much of the work it gets, beside the others
 * @param parallel how many replies it makes at a time; 0: as many as usual
 * @param model what the server calls its model, where it is another name than the house's; null: as it lists them
 * @param sees whether its model can be shown pictures; null: as far as the server tells
 */
public record ServerSettings(
        ServerKind kind,
        URI address,
        @Nullable Secret token,
        double weight,
        int parallel,
        @Nullable String model,
        @Nullable Boolean sees) {

    /** The same, with so many places where it has no number of its own. */
    public ServerSettings orParallel(int usual) {
        return parallel > 0 ? this : new ServerSettings(kind, address, token, weight, usual, model, sees);
    }

    /** An Ollama like any other. */
    public static ServerSettings ollama(URI address, int parallel) {
        return new ServerSettings(ServerKind.OLLAMA, address, null, 1, parallel, null, null);
    }

    /** The address as it may be shown and logged. */
    public String shown() {
        return address.toString().replaceFirst("//[^/]*@", "//***@");
    }

    /** As it may be shown and logged. */
    @Override
    public String toString() {
        return kind.label() + " at " + shown();
    }
}
