package demi.model.server;

import demi.bus.Failure;

/**
 * What a server meant that did not take a request for a reply.
 *
 * @param failure for whoever asked
 * @param reason in the server's words, clipped, for the log
 * @param isBusy whether it has too much to do to take it now
 * @param isAdapted whether the next request will be another one, so that it may be asked once more at once
 */
public record Refusal(Failure failure, String reason, boolean isBusy, boolean isAdapted) {

    /** The same where there is no other try. */
    Refusal asFinal() {
        return new Refusal(failure, reason, false, false);
    }
}
