package demi.rehearse;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What a test changes while the stand-in runs. Written by any thread, read on its event loop. */
final class Behaviour {
    /** As OLLAMA_MAX_QUEUE. */
    static final int QUEUE = 512;

    volatile Script script;
    volatile int contextLength = OllamaResponses.CONTEXT_LENGTH;
    volatile int embeddingSize = OllamaResponses.EMBEDDING;
    volatile @Nullable ChatTemplate template;
    volatile int parallel = 1;
    volatile boolean queues;
    volatile int tokensPerSecond;
    volatile boolean rendersOnly = true;
    volatile boolean samples;
    volatile boolean strict = true;
    volatile Future<?> loading = Future.succeededFuture();
    volatile int queue = QUEUE;

    Behaviour(Script script) {
        this.script = script;
    }

    ChatTemplate template(String model) {
        ChatTemplate chosen = template;
        return chosen == null ? ChatTemplate.of(model) : chosen;
    }
}
