package demi.modeltest;

import java.util.List;

/**
 * What a test talk showed.
 *
 * @param rows in the order in which they are to be read
 * @param verdict in a sentence
 * @param fit whether the model is fit to be talked with
 */
public record ModelReport(List<Row> rows, String verdict, boolean fit) {

    /**
     * One figure.
     *
     * @param remark what it means, or what to do about it; may be empty
     */
    public record Row(String what, String figure, String remark) {}

    public ModelReport {
        rows = List.copyOf(rows);
    }
}
