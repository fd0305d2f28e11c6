package demi.emotion.distress;

/**
 * What words say of distress.
 *
 * @param near whether it is somebody else's, of whom they speak
 */
public record DistressSign(boolean near, Certainty certainty) {

    static final DistressSign NONE = new DistressSign(false, Certainty.NONE);

    /** How plain they are. */
    public enum Certainty {
        /** They speak of nothing that is hard to bear. */
        NONE,
        /** They may mean it: distress where a model says so. */
        POSSIBLE,
        /** They call for care; for distress where they come twice, or a model says so. */
        LIKELY,
        /** Distress at once, and no model takes it back. */
        SURE
    }

    public boolean isAtLeast(Certainty least) {
        return certainty.compareTo(least) >= 0;
    }

    /** Taken for distress, or for worry about somebody, before any model has read them. */
    public boolean isHeard() {
        return isAtLeast(Certainty.LIKELY);
    }
}
