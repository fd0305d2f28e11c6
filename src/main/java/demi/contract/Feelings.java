package demi.contract;

/** Nine emotions, each finite. */
public record Feelings(
        double loneliness,
        double excitement,
        double frustration,
        double jealousy,
        double vulnerability,
        double confidence,
        double curiosity,
        double affection,
        double defensiveness) {
    public double get(Emotion emotion) {
        return switch (emotion) {
            case LONELINESS -> loneliness;
            case EXCITEMENT -> excitement;
            case FRUSTRATION -> frustration;
            case JEALOUSY -> jealousy;
            case VULNERABILITY -> vulnerability;
            case CONFIDENCE -> confidence;
            case CURIOSITY -> curiosity;
            case AFFECTION -> affection;
            case DEFENSIVENESS -> defensiveness;
        };
    }
}
