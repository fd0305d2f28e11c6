package demi.memory;

/** What the benchmark needs of the room's inside. */
public final class BenchCodes {
    private BenchCodes() {}

    public static String code(float[] numbers) {
        return BinaryVectorIndex.code(numbers);
    }
}
