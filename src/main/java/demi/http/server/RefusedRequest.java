package demi.http.server;

/** Why the bytes of a peer are no request that could be answered otherwise; its connection is closed after the answer. */
public final class RefusedRequest extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedRequest(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    static RefusedRequest ambiguous(String sentence) {
        return new RefusedRequest(400, sentence);
    }

    static RefusedRequest late() {
        return new RefusedRequest(408, "The request took too long to arrive.");
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }
}
