package demi.command;

/**
 * What the doctor found.
 *
 * @param sentence for a person; where something is wrong, with what to do about it
 */
record Finding(Level level, String what, String sentence) {

    enum Level {
        OK("ok    "),
        /** It works, and not as well or as safely as it could. */
        WARN("warn  "),
        FAIL("FAIL  ");

        private final String shown;

        Level(String shown) {
            this.shown = shown;
        }
    }

    static Finding ok(String what, String sentence) {
        return new Finding(Level.OK, what, sentence);
    }

    static Finding warn(String what, String sentence) {
        return new Finding(Level.WARN, what, sentence);
    }

    static Finding fail(String what, String sentence) {
        return new Finding(Level.FAIL, what, sentence);
    }

    @Override
    public String toString() {
        return level.shown + what + ": " + sentence;
    }
}
