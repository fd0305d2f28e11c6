package demi.store.copy;

import java.util.List;

/**
 * A table as it is copied.
 *
 * @param key columns that tell rows apart, by which they are read; what refers to another table comes after it
 * @param numbered columns that the database numbers by itself and nothing refers to: the copy has its own numbers there
 */
record CopiedTable(String name, List<String> key, List<String> numbered) {

    /** A test holds this list against the schema. */
    static final List<CopiedTable> ALL = List.of(
            of("users", "seq"),
            of("sessions", "seq"),
            of("app_passwords", "seq"),
            of("recovery_codes", "user_id", "code_hash"),
            of("device_failures", "user_id", "device"),
            of("account_events", "event_id"),
            of("login_failures", "email_hash"),
            of("invite", "invite_id"),
            of("network_identities", "network", "kind", "external_id"),
            of("choice", "name"),
            of("quiet", "user_id"),
            of("android_messages", "seq"),
            of("picture", "picture_id"),
            of("message_code", "seq"),
            of("transcript", "user_id", "position"),
            of("notes", "user_id"),
            of("memory", "place"),
            of("memory_vector", "place"),
            of("android_checkins", "checkin_id"),
            of("discord_rambles", "ramble_id"),
            of("decision", "place"),
            of("distressed", "user_id"),
            new CopiedTable("emotional_state", List.of("seq"), List.of("id")),
            new CopiedTable("interaction_log", List.of("seq"), List.of("id")),
            of("notification", "message_id"),
            of("notification_sent", "message_id", "target"),
            of("notification_target", "user_id"),
            of("web_push", "subscription_id"),
            of("leases", "name"));

    CopiedTable {
        key = List.copyOf(key);
        numbered = List.copyOf(numbered);
    }

    private static CopiedTable of(String name, String... key) {
        return new CopiedTable(name, List.of(key), List.of());
    }
}
