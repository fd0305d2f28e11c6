package demi.telegram.update;

import org.jspecify.annotations.Nullable;

/** A person, or a bot. The name is the person's own choice and may be anything; the username is without its at sign. */
public record User(
        long id,
        boolean isBot,
        String firstName,
        @Nullable String lastName,
        @Nullable String username) {

    /** First and last name. */
    public String fullName() {
        return lastName == null ? firstName : firstName + " " + lastName;
    }

    /** As people write to it: the username with its at sign, or where there is none the first name. */
    public String handle() {
        return username == null ? firstName : "@" + username;
    }
}
