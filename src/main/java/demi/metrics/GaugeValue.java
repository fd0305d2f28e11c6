package demi.metrics;

/** A number that the room sets and the thread that is asked for metrics reads. */
final class GaugeValue {

    private volatile double number;

    GaugeValue(double number) {
        this.number = number;
    }

    void set(double now) {
        number = now;
    }

    double get() {
        return number;
    }
}
