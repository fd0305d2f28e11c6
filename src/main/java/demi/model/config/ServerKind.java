package demi.model.config;

/** What a model server speaks. */
public enum ServerKind {
    /** Ollama's own interface, {@code /api/chat} and its like. */
    OLLAMA("Ollama"),
    /** The one of OpenAI, {@code /v1/chat/completions}, as vLLM, llama.cpp's server, LocalAI and LM Studio have it. */
    OPENAI("OpenAI API");

    private final String label;

    ServerKind(String label) {
        this.label = label;
    }

    /** For a person. */
    public String label() {
        return label;
    }
}
