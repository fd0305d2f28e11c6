package demi.bus;

/** A question about one person, or one conversation, that the node answers which has that person. */
public interface OfPerson {
    String userId();
}
