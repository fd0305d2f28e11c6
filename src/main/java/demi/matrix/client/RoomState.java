package demi.matrix.client;

import demi.util.BoundedMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a room that she is in. */
final class RoomState {

    private static final int MOST_NAMES = 5_000;
    /** Of a display name: longer ones are cut. */
    private static final int LONGEST_NAME = 200;

    private final Map<String, String> names = new BoundedMap<>(MOST_NAMES);
    private boolean encrypted;
    private @Nullable String name;
    private boolean direct;
    private boolean membersKnown;
    private boolean crowded;
    private boolean settled;

    void settle() {
        settled = true;
    }

    /** Whether all that came with her joining has been told. */
    boolean isSettled() {
        return settled;
    }

    void apply(RoomEvent event) {
        if (event.isState(RoomEvent.ENCRYPTION)) {
            // It cannot be turned off again.
            encrypted = true;
        } else if (event.isState(RoomEvent.NAME)) {
            String given = event.text("name");
            name = given.isBlank() ? null : cut(given);
        } else if (event.isState(RoomEvent.MEMBER) && event.stateKey() != null) {
            member(event.stateKey(), event);
        }
    }

    private void member(String user, RoomEvent event) {
        if ("join".equals(event.content().getValue("membership"))) {
            names.put(user, cut(event.text("displayname")));
        } else {
            names.remove(user);
        }
    }

    /** @param joined everybody who is in the room, with their names */
    void members(Map<String, String> joined) {
        names.clear();
        joined.forEach((user, name) -> names.put(user, cut(name)));
        membersKnown = true;
        crowded = false;
    }

    /** There are so many that it does not matter who. */
    void crowd() {
        membersKnown = true;
        crowded = true;
    }

    boolean membersKnown() {
        return membersKnown;
    }

    void markEncrypted() {
        encrypted = true;
    }

    boolean isEncrypted() {
        return encrypted;
    }

    void markDirect(boolean marked) {
        direct = marked;
    }

    /** Whether nobody hears it but she and one other; a room with a name is a group, however small, unless it is said to be direct. */
    boolean isDirect() {
        return membersKnown && !crowded && names.size() <= 2 && (direct || name == null);
    }

    /** Whether nobody is in it but she and that user. */
    boolean isAloneWith(String user) {
        return membersKnown && !crowded && names.size() <= 2 && names.containsKey(user);
    }

    @Nullable
    String roomName() {
        return name;
    }

    /** Null where they have none. */
    @Nullable
    String name(String user) {
        String name = names.get(user);
        return name == null || name.isBlank() ? null : name;
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
