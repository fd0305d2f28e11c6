package demi.memory.meaning;

import java.util.List;
import java.util.Locale;

/**
 * What an embedding model wants in front of a text, as its card says: a question and what answers it are told apart by that.
 * Without it such a model finds less.
 *
 * @param query in front of what is looked for
 * @param document in front of what is kept
 */
record ModelPrefixes(String query, String document) {

    private static final ModelPrefixes NONE = new ModelPrefixes("", "");
    private static final String PASSAGES = "Represent this sentence for searching relevant passages: ";

    private record Family(String name, ModelPrefixes prefixes) {}

    /** The first that the model's name has in it counts. */
    private static final List<Family> FAMILIES = List.of(
            new Family("nomic-embed", new ModelPrefixes("search_query: ", "search_document: ")),
            new Family("embeddinggemma", new ModelPrefixes("task: search result | query: ", "title: none | text: ")),
            new Family(
                    "qwen3-embedding",
                    new ModelPrefixes(
                            "Instruct: Given a message, retrieve what was said before that it is about\nQuery: ", "")),
            new Family("arctic-embed2", new ModelPrefixes("query: ", "")),
            new Family("arctic-embed", new ModelPrefixes(PASSAGES, "")),
            new Family("mxbai-embed", new ModelPrefixes(PASSAGES, "")),
            new Family("bge-m3", NONE),
            new Family("bge-", new ModelPrefixes(PASSAGES, "")),
            new Family("-e5", new ModelPrefixes("query: ", "passage: ")),
            new Family("e5-", new ModelPrefixes("query: ", "passage: ")));

    static ModelPrefixes of(String model) {
        String name = model.toLowerCase(Locale.ROOT);
        return FAMILIES.stream()
                .filter(family -> name.contains(family.name()))
                .findFirst()
                .map(Family::prefixes)
                .orElse(NONE);
    }

    /** The name by which vectors are kept: those that were made in another way are never compared. */
    String keptAs(String model) {
        return document.isEmpty() ? model : model + " " + document.strip();
    }
}
