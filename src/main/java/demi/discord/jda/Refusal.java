package demi.discord.jda;

import demi.bus.Failure;
import demi.util.OneLine;
import demi.util.TextShortener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.ErrorResponseException.SchemaError;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.data.DataType;

/** Why a request did not succeed, as it may be logged: with the server's code and words, and with nothing that was sent. */
public final class Refusal {

    private static final int LONGEST = 160;
    private static final int MOST_FIELDS = 5;
    /** So many letters in a row of what was sent are no coincidence. */
    private static final int ECHO = 12;

    private static final String UNKNOWN_MESSAGE = "code 10008";

    private Refusal() {}

    /**
     * @param sent the texts of the request, which a server may repeat in its answer
     * @return INVALID where the server refuses it for good, else UNAVAILABLE
     */
    static Failure of(Throwable thrown, List<String> sent) {
        boolean refused = thrown instanceof ErrorResponseException answer
                && !answer.isServerError()
                && answer.getErrorCode() != -1
                && answer.getResponse().code >= 400;
        return new Failure(
                refused ? Failure.Code.INVALID : Failure.Code.UNAVAILABLE,
                (refused ? "Discord refuses it: " : "Discord cannot be reached: ") + words(thrown, sent));
    }

    /** Whether there is no such message (any more), as far as a failure of {@link #of} tells. */
    static boolean isUnknownEntity(Throwable failure) {
        String words = failure.getMessage();
        return words != null && words.contains(UNKNOWN_MESSAGE);
    }

    /** Code, words and the names of the fields that are wrong; of any other exception its class. */
    public static String words(Throwable thrown, List<String> sent) {
        if (!(thrown instanceof ErrorResponseException answer)
                || answer.getResponse().isError()) {
            return thrown.getClass().getSimpleName();
        }
        List<String> parts = new ArrayList<>(List.of("HTTP " + answer.getResponse().code));
        answer.getResponse().optObject().ifPresent(body -> {
            if (body.isType("code", DataType.INT)) {
                parts.add("code " + body.getInt("code"));
            }
            String message = message(body);
            if (!message.isEmpty() && sent.stream().noneMatch(text -> repeats(message, text))) {
                parts.add(message);
            }
        });
        answer.getSchemaErrors().stream().limit(MOST_FIELDS).map(Refusal::field).forEach(parts::add);
        return String.join(", ", parts);
    }

    private static String message(DataObject body) {
        return body.isType("message", DataType.STRING) ? shortened(body.getString("message")) : "";
    }

    /** Its message may say what was wrong there: the code is enough. */
    private static String field(SchemaError error) {
        String codes = error.getErrors().stream()
                .map(each -> each.getCode().replaceAll("[^A-Z_]", ""))
                .distinct()
                .collect(Collectors.joining(" "));
        return error.getLocation().replaceAll("[^A-Za-z0-9_.\\[\\]]", "") + " " + codes;
    }

    /** On one line. */
    static String shortened(String words) {
        return TextShortener.to(OneLine.of(words), LONGEST);
    }

    private static boolean repeats(String answer, String sent) {
        String there = OneLine.of(answer).toLowerCase(Locale.ROOT);
        String ours = OneLine.of(sent).toLowerCase(Locale.ROOT);
        if (ours.isEmpty()) {
            return false;
        }
        for (int i = 0; i + ECHO <= there.length(); i++) {
            if (ours.contains(there.substring(i, i + ECHO))) {
                return true;
            }
        }
        return ours.length() < ECHO && there.contains(ours);
    }
}
