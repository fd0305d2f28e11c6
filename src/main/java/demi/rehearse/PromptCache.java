package demi.rehearse;

import java.util.HashMap;
import java.util.Map;

/**
 * Which part of a prompt a model server would have to read: what differs from the last conversation of that model, from
 * the first different character on. Tokens are estimated as a quarter of the characters, rounded up.
 */
final class PromptCache {
    private final Map<String, String> lastRead = new HashMap<>();

    /** The whole prompt's tokens, and those of them that were not in the cache. */
    record Cost(int tokens, int newTokens) {}

    Cost cost(Script.Request request) {
        String prompt = request.rendered();
        String cached = lastRead.getOrDefault(request.model(), "");
        int same = 0;
        while (same < Math.min(prompt.length(), cached.length()) && prompt.charAt(same) == cached.charAt(same)) {
            same++;
        }
        // Even a prompt that is all cached has its last token read again.
        return new Cost(tokens(prompt.length()), Math.max(1, tokens(prompt.length() - same)));
    }

    void read(Script.Request request, String reply) {
        lastRead.put(request.model(), request.rendered() + reply);
    }

    void forget(String model) {
        lastRead.remove(model);
    }

    private static int tokens(int characters) {
        return (characters + 3) / 4;
    }
}
