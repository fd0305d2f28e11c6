package demi.rehearse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a model is and can do, as its name tells it. */
final class ModelCard {
    private static final Pattern THINKS = Pattern.compile("qwen3|deepseek-r1|gpt-oss|thinking|magistral");
    private static final Pattern PART = Pattern.compile("[\\w][\\w.-]*");
    /** gemma3's. */
    private static final int SLIDING_WINDOW = 512;

    private ModelCard() {}

    static int slidingWindow(ChatTemplate template) {
        return template == ChatTemplate.GEMMA ? SLIDING_WINDOW : 0;
    }

    static boolean embeds(String model) {
        return model.toLowerCase(Locale.ROOT).contains("embed");
    }

    static boolean sees(String model) {
        return model.contains("vision") || model.contains("llava");
    }

    static boolean thinks(String model) {
        return THINKS.matcher(model.toLowerCase(Locale.ROOT)).find();
    }

    static JsonArray capabilities(String model) {
        if (embeds(model)) {
            return new JsonArray().add("embedding");
        }
        JsonArray can = new JsonArray().add("completion");
        if (ChatTemplate.of(model) != ChatTemplate.GEMMA) {
            can.add("tools");
        }
        if (sees(model)) {
            can.add("vision");
        }
        return thinks(model) ? can.add("thinking") : can;
    }

    static String family(String model) {
        return embeds(model)
                ? "nomic-bert"
                : switch (ChatTemplate.of(model)) {
                    case LLAMA -> "llama";
                    case QWEN -> "qwen2";
                    case GEMMA -> "gemma3";
                };
    }

    static JsonObject info(String model, ChatTemplate template, int contextLength, int embeddingLength) {
        String family = family(model);
        JsonObject info = new JsonObject()
                .put("general.architecture", family)
                .put(family + ".context_length", contextLength)
                .put(family + ".embedding_length", embeddingLength);
        int window = embeds(model) ? 0 : slidingWindow(template);
        return window > 0 ? info.put(family + ".attention.sliding_window", window) : info;
    }

    /** The present model that is meant: in any case, with {@code :latest} for no tag, with or without where it is from. */
    static @Nullable String named(String sent, List<String> present) {
        String name = sent.replaceFirst("(?i)^(?:registry\\.ollama\\.ai/)?(?:library/)?", "");
        String tagged = name.contains(":") ? name : name + ":latest";
        return present.stream().filter(tagged::equalsIgnoreCase).findFirst().orElse(null);
    }

    /** Whether Ollama takes that for the name of a model at all. */
    static boolean isName(String sent) {
        List<String> parts = Pattern.compile("[/:]").splitAsStream(sent).collect(Collectors.toList());
        return parts.size() <= 5
                && parts.stream().allMatch(part -> PART.matcher(part).matches());
    }
}
