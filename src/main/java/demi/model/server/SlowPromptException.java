package demi.model.server;

import demi.bus.Failure;

/**
 * A prompt was not read in the time that it had, and may well be the next time, since the server keeps what it has read:
 * this says nothing about the server, and is {@link Failure.Code#TIMEOUT} to whoever asked.
 */
public final class SlowPromptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SlowPromptException() {
        super("The model server has not read the prompt in the time that it had.", null, false, false);
    }

    public Failure failure() {
        return new Failure(Failure.Code.TIMEOUT, String.valueOf(getMessage()));
    }
}
