package demi.bus;

import java.util.List;
import java.util.stream.IntStream;

/** What one node of several has to itself at a time: the rooms that are open once, and people, some of whom share a share. */
public final class Shares {

    /** The rooms that are open once in the house. */
    public static final String HOUSE = "house";

    /** Few enough that each is looked at often, and many enough that some nodes have about as many people as others. */
    private static final int MOST = 64;

    /** All of people. */
    public static final List<String> OF_PEOPLE =
            IntStream.range(0, MOST).mapToObj(number -> "people-" + number).toList();

    private Shares() {}

    /** The share of somebody, the same on all nodes and in all versions. */
    public static String of(String userId) {
        return OF_PEOPLE.get(Math.floorMod(userId.hashCode(), MOST));
    }
}
