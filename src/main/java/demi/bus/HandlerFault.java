package demi.bus;

/**
 * A room could not answer a question, for a reason that is a defect.
 *
 * @param room that {@code address} belongs to
 * @param inARow how often now, at this address; 0: it has answered again
 */
public record HandlerFault(String room, String address, int inARow) {

    public static final EventAddress<HandlerFault> ADDRESS = new EventAddress<>("health.fault", HandlerFault.class);
}
