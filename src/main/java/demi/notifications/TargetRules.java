package demi.notifications;

import demi.api.NotificationsApi.Kind;
import demi.api.NotificationsApi.SetTarget;
import demi.api.NotificationsApi.Target;
import demi.api.value.Secret;
import demi.bus.Failure;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person may set as their phone. The server is one that the owner allows, and its address is taken from the settings and
 * not from the person: whatever they send, nothing else in the house is ever asked. They choose a topic and tokens.
 */
final class TargetRules {

    private static final Pattern TOPIC = Pattern.compile("[-_A-Za-z0-9]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,256}");
    private static final int RANDOM_BYTES = 15;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TargetRules() {}

    /**
     * @param servers that are allowed
     * @param house the owner's target: nobody else's words go there
     * @throws Failure INVALID, with a sentence for the person
     */
    static Target target(SetTarget asked, List<String> servers, @Nullable URI house) {
        String server = server(asked.server(), servers);
        requireToken(asked.token());
        requireToken(asked.clientToken());
        if (asked.kind() == Kind.GOTIFY) {
            require(asked.topic() == null, "Gotify has no topics.");
            require(asked.token() != null, "Gotify needs the token of an application.");
            return new Target(Kind.GOTIFY, server, "", asked.token(), asked.clientToken(), asked.text());
        }
        require(asked.clientToken() == null, "A client token is for Gotify only.");
        String topic = asked.topic() == null ? randomTopic() : asked.topic();
        require(TOPIC.matcher(topic).matches(), "A topic has 1 to 64 letters, digits, - and _.");
        require(
                house == null || !house.toString().equals(server + "/" + topic),
                "That topic cannot be used; please take another one.");
        return new Target(Kind.NTFY, server, topic, asked.token(), null, asked.text());
    }

    private static String server(@Nullable String asked, List<String> servers) {
        require(!servers.isEmpty(), "The owner allows no server for this (notifications.servers in the settings).");
        if (asked == null) {
            require(servers.size() == 1, "Please choose one of these servers: " + String.join(", ", servers) + ".");
            return servers.get(0);
        }
        String wanted = asked.replaceFirst("/+$", "");
        return servers.stream()
                .filter(wanted::equals)
                .findFirst()
                .orElseThrow(() -> invalid("The owner allows only these servers: " + String.join(", ", servers) + "."));
    }

    private static void requireToken(@Nullable Secret token) {
        require(
                token == null || TOKEN.matcher(token.value()).matches(),
                "A token has 1 to 256 letters, digits and signs, without spaces.");
    }

    private static String randomTopic() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return "demi-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void require(boolean fits, String sentence) {
        if (!fits) {
            throw invalid(sentence);
        }
    }

    private static Failure invalid(String sentence) {
        return new Failure(Failure.Code.INVALID, sentence);
    }
}
