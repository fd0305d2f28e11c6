package demi.matrix.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a picture or file is: mxc://server/id. */
record MediaAddress(String server, String id) {

    private static final Pattern MXC = Pattern.compile("mxc://([A-Za-z0-9.:\\[\\]-]{1,255})/([A-Za-z0-9_=-]{1,255})");

    /** Null where it is none. */
    static @Nullable MediaAddress of(String mxc) {
        Matcher parts = MXC.matcher(mxc);
        return parts.matches() ? new MediaAddress(parts.group(1), parts.group(2)) : null;
    }

    String path(String endpoint) {
        return endpoint + Homeserver.path(server, id);
    }
}
