package demi.conductor.turn;

import demi.api.InferenceApi.Step;
import demi.bus.Failure;
import demi.bus.StreamReader;
import io.vertx.core.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends what is asked of the model in what was a person's newest prompt, wherever it is: not asked yet, waiting for its
 * turn, or being answered. What is asked with it fails CANCELLED then.
 */
public final class CancelToken {

    private @Nullable StreamReader<Step> stream;
    private boolean cancelled;

    public void cancel() {
        cancelled = true;
        if (stream != null) {
            stream.cancel();
        }
    }

    /** Done at the end of what {@code opens} asks; fails with its failure, or without having asked where it is cancelled. */
    public Future<Void> onCancel(Supplier<StreamReader<Step>> opens) {
        if (cancelled) {
            return Future.failedFuture(new Failure(Failure.Code.CANCELLED, "People came first."));
        }
        StreamReader<Step> opened = opens.get();
        stream = opened;
        return opened.end();
    }
}
