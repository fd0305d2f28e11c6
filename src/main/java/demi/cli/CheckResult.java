package demi.cli;

/**
 * What the doctor found.
 *
 * @param sentence for a person; where something is wrong, with what to do about it
 */
record CheckResult(Level level, String what, String sentence) {

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

    static CheckResult ok(String what, String sentence) {
        return new CheckResult(Level.OK, what, sentence);
    }

    static CheckResult warn(String what, String sentence) {
        return new CheckResult(Level.WARN, what, sentence);
    }

    static CheckResult fail(String what, String sentence) {
        return new CheckResult(Level.FAIL, what, sentence);
    }

    @Override
    public String toString() {
        return level.shown + what + ": " + sentence;
    }
}
