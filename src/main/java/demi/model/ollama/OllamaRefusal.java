package demi.model.ollama;

import demi.bus.Failure;
import demi.bus.Failure.Code;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What is meant by an answer of Ollama's that is no reply: by its status, and by the words of its {@code error}. */
public final class OllamaRefusal {

    /** What stands before Ollama does. */
    public static final String WANTS_LOGIN = "Ollama wants a user and a password";

    private static final int LONGEST_REASON = 200;

    private OllamaRefusal() {}

    /** The {@code error} of a body, in one short line; empty where there is none. */
    public static String reason(String body) {
        try {
            return new JsonObject(body).getValue("error") instanceof String error ? clipped(error) : "";
        } catch (DecodeException e) {
            return "";
        }
    }

    public static String clipped(String text) {
        String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST_REASON ? clean : clean.substring(0, LONGEST_REASON) + "…";
    }

    /**
     * What came of a chat.
     *
     * @param status 200 for an error in the middle of a reply
     */
    public static Failure ofChat(int status, String reason, String model) {
        if (isTooLong(reason)) {
            return new Failure(Code.TOO_LONG, "The prompt is longer than the window of " + model + ".");
        }
        return switch (status) {
            case 404 -> new Failure(Code.NOT_FOUND, "Ollama has no model " + model + ".");
            case 401, 403, 407 ->
                new Failure(Code.UNAVAILABLE, String.format("%s (%d); see ollama.base_url.", WANTS_LOGIN, status));
            case 400, 413, 422 -> new Failure(Code.INVALID, "Ollama refused the request (" + status + ").");
            case 200 -> new Failure(Code.UNAVAILABLE, "Ollama reported an error.");
            default -> new Failure(Code.UNAVAILABLE, "Ollama answered with an error (" + status + ").");
        };
    }

    /** Whether it wants to know who asks. */
    public static boolean isOfLogin(int status) {
        return status == 401 || status == 403 || status == 407;
    }

    /** The model's own limit, not one of a proxy before it. */
    static boolean isTooLong(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        return lower.contains("exceeds") && lower.contains("context length");
    }

    /** Whether what was said about thinking was wrong. */
    public static boolean isOfThinking(int status, String reason) {
        return status == 400 && reason.toLowerCase(Locale.ROOT).contains("think");
    }

    /** Why a model could not be had, for its owner. */
    public static String ofPull(String reason) {
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("file does not exist")
                || lower.contains("not found")
                || lower.contains("invalid model name")) {
            return "The registry has no such model. Look for its name and tag at https://ollama.com/library.";
        }
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota")) {
            return "There is no room for it on the disk of Ollama's machine. Make room, and try again.";
        }
        if (lower.contains("newer version of ollama") || lower.contains(" 412")) {
            return "It needs a newer Ollama. Update Ollama, and try again.";
        }
        if (lower.contains("permission denied") || lower.contains("read-only file system")) {
            return "Ollama may not write to its models' folder.";
        }
        if (lower.contains("unauthorized")
                || lower.contains("access denied")
                || lower.contains("forbidden")
                || lower.matches(".*\\b40[13]\\b.*")
                || lower.contains("denied")) {
            return "The registry does not let this Ollama have it.";
        }
        if (lower.contains("digest mismatch")) {
            return "It arrived damaged. Try again.";
        }
        if (lower.contains("no such host")
                || lower.contains("lookup ")
                || lower.contains("network is unreachable")
                || lower.contains("no route to host")
                || lower.contains("connection refused")
                || lower.contains("temporary failure in name")) {
            return "Ollama's machine does not reach the registry. Is it connected to the internet?";
        }
        if (lower.contains("certificate") || lower.contains("x509") || lower.contains("tls")) {
            return "Ollama's machine does not get a safe connection to the registry."
                    + " Are its clock and its certificates right?";
        }
        if (lower.contains("429") || lower.contains("too many requests")) {
            return "The registry wants a pause. Try again later.";
        }
        if (lower.contains("max retries")
                || lower.contains("unexpected eof")
                || lower.contains("reset by peer")
                || lower.contains("timeout")
                || lower.contains("deadline")
                || lower.contains("canceled")
                || lower.contains("broken pipe")
                || lower.contains("eof")) {
            return "The download broke off. Try again: what has arrived is kept.";
        }
        return "Ollama could not get it. Its own log says why.";
    }
}
