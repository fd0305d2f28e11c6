package demi.telegram.update;

/** Something that is not as the Bot API says. Its message names the field, never what is in it. */
public final class MalformedUpdate extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedUpdate(String what) {
        super(what, null, false, false);
    }
}
