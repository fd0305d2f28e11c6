package demi.accounts.link;

import demi.api.value.Secret;
import demi.util.BoundedMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Codes that show, on a chat network, whose account somebody is: one an account, of 50 bits, good once and for ten minutes. Wrong
 * ones are counted, by who tries and in all.
 */
final class LinkCodes {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 10;
    private static final int TRIES_OF_ONE = 5;
    private static final int TRIES_OF_ALL = 50;
    private static final int MOST_WHO_TRY = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Code> byUser = new HashMap<>();
    private final Map<String, ArrayDeque<Instant>> tries = new BoundedMap<>(MOST_WHO_TRY);
    private final ArrayDeque<Instant> allTries = new ArrayDeque<>();

    private record Code(String code, Instant until) {}

    /** The one before of this account is dead. */
    Secret make(String userId, Instant now) {
        byUser.values().removeIf(code -> !now.isBefore(code.until()));
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        byUser.put(userId, new Code(code.toString(), now.plus(LIFETIME)));
        return new Secret(code.insert(LENGTH / 2, '-').toString());
    }

    /** Whether this one, or all together, have tried too often. */
    boolean tooMany(String who, Instant now) {
        return recent(tries.get(who), now) >= TRIES_OF_ONE || recent(allTries, now) >= TRIES_OF_ALL;
    }

    private static int recent(@org.jspecify.annotations.Nullable ArrayDeque<Instant> times, Instant now) {
        while (times != null
                && !times.isEmpty()
                && !now.isBefore(times.element().plus(LIFETIME))) {
            times.remove();
        }
        return times == null ? 0 : times.size();
    }

    /** Whose account that is; the code is used up. A wrong one counts. */
    Optional<String> use(String who, String typed, Instant now) {
        byte[] plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        Optional<String> owner = byUser.entrySet().stream()
                .filter(each -> now.isBefore(each.getValue().until()))
                .filter(each ->
                        MessageDigest.isEqual(plain, each.getValue().code().getBytes(StandardCharsets.UTF_8)))
                .map(Map.Entry::getKey)
                .findFirst();
        if (owner.isPresent()) {
            byUser.remove(owner.get());
        } else {
            tries.computeIfAbsent(who, first -> new ArrayDeque<>()).add(now);
            allTries.add(now);
        }
        return owner;
    }
}
