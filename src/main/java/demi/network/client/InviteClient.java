package demi.network.client;

import org.jspecify.annotations.Nullable;

/** A network that has an address under which people get to her. */
public interface InviteClient {

    /** For a browser; null where there is none. */
    @Nullable
    String inviteUrl();
}
