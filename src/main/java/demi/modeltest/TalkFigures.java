package demi.modeltest;

import demi.api.ChatApi.CheckIn;
import demi.api.InferenceApi;
import demi.api.InferenceApi.Measured;
import demi.api.InferenceApi.Outcome;
import demi.api.ModelCatalogApi;
import demi.api.value.MemoryFact;
import demi.modeltest.ModelReport.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The figures of one talk. */
final class TalkFigures {

    /** From there on people say that they wait. */
    private static final double SLOW_FIRST_WORD = 20;

    private static final double READ_AGAIN_AIM = 5;

    private final List<TalkTurn> turns;
    private final List<Measured> followUps;
    private final List<MemoryFact> known;
    private final Leaks leaks;

    TalkFigures(List<TalkTurn> turns, List<Measured> followUps, List<MemoryFact> known, String persona) {
        this.turns = List.copyOf(turns);
        this.followUps = List.copyOf(followUps);
        this.known = List.copyOf(known);
        this.leaks = new Leaks(persona, TalkScript.MESSAGES);
    }

    /**
     * @param like what the model's server says of it, null where it says nothing
     * @param late whether follow-ups were left at the end
     */
    ModelReport report(
            InferenceApi.State state, ModelCatalogApi.@Nullable Inspection like, CheckIn written, boolean late) {
        List<String> faults = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        int answered = (int) turns.stream().filter(TalkTurn::isAnswered).count();
        rows.add(new Row("answered", answered + " of " + turns.size(), ""));
        if (answered < turns.size()) {
            faults.add("does not always answer");
        }
        double first = median(turns.stream().mapToDouble(TalkTurn::secondsToFirstWord));
        rows.add(new Row("first word, median", seconds(first), "longest " + seconds(longestFirst())));
        if (!(first < SLOW_FIRST_WORD)) {
            faults.add("is slow on this machine");
        }
        rows.add(new Row("words a second", number(wordsASecond()), "of the answers as they came"));
        if (like != null) {
            reading(rows, faults, like);
        }
        leaks(rows, faults);
        followUps(rows, faults, late);
        boolean writes = written.message() != null;
        rows.add(new Row("writes first", writes ? "yes" : "no", writes ? "" : written.reason()));
        if (!writes) {
            faults.add("does not write first");
        }
        String name = state.model() == null ? "The model" : state.model();
        return new ModelReport(
                rows,
                faults.isEmpty()
                        ? name + " is fit for her."
                        : name + " can be talked with only so far: it " + String.join(", ", faults) + ".",
                faults.isEmpty());
    }

    private void reading(List<Row> rows, List<String> faults, ModelCatalogApi.Inspection like) {
        rows.add(new Row("template", like.template() == null ? "unknown" : "known", orEmpty(like.template())));
        rows.add(new Row("tokens read a second", number(like.readsPerSecond()), ""));
        double again = readAgain(like.readsPerSecond());
        rows.add(new Row(
                "read again beyond what was new",
                Double.isFinite(again) ? String.format(Locale.ROOT, "%.0f %%", again) : "unknown",
                like.rewinds() ? "of the prompts" : "of the prompts; this model cannot go back in what it has read"));
        if (again > READ_AGAIN_AIM && like.rewinds()) {
            faults.add("reads again what it has read before");
        }
    }

    /** Percent of all prompts' tokens, by the time that the server took; NaN where it did not say. */
    private double readAgain(double tokensASecond) {
        double again = 0;
        double all = 0;
        int before = -1;
        for (Measured request : turns.stream()
                .flatMap(turn -> turn.requests().stream())
                .filter(request -> request.promptTokens() > 0)
                .toList()) {
            int fresh = request.promptTokens() - before;
            if (before > 0 && fresh >= 0) {
                double read = request.reading().toNanos() / 1e9 * tokensASecond;
                again += Math.max(0, read - fresh);
                all += request.promptTokens();
            }
            before = request.promptTokens() + request.replyTokens();
        }
        return all == 0 || tokensASecond <= 0 ? Double.NaN : 100 * again / all;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void leaks(List<Row> rows, List<String> faults) {
        leaks.report(
                turns.stream().filter(TalkTurn::isAnswered).map(TalkTurn::reply).toList(), rows, faults);
        long anew = turns.stream().filter(TalkTurn::isBegunAnew).count();
        rows.add(new Row("answers begun anew", Long.toString(anew), "the first words were none"));
    }

    private void followUps(List<Row> rows, List<String> faults, boolean late) {
        long done = followUps.stream()
                .filter(request -> request.outcome() == Outcome.DONE)
                .count();
        long facts = TalkScript.FACT_WORDS.stream()
                .filter(word ->
                        known.stream().anyMatch(memory -> memory.content().contains(word)))
                .count();
        rows.add(new Row(
                "follow-ups",
                done + " of " + followUps.size() + " ended",
                late ? "some were still to be made at the end" : "all were made in the pauses"));
        rows.add(new Row(
                "facts learned", facts + " of " + TalkScript.FACT_WORDS.size(), known.size() + " memories in all"));
        if (facts == 0) {
            faults.add("learns nothing of what it is told");
        }
    }

    private double longestFirst() {
        return turns.stream()
                .mapToDouble(TalkTurn::secondsToFirstWord)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    private double wordsASecond() {
        double words = turns.stream()
                .mapToDouble(turn -> Leaks.words(turn.reply()).size())
                .sum();
        double time = turns.stream()
                .filter(TalkTurn::isAnswered)
                .mapToDouble(turn -> turn.seconds() - turn.secondsToFirstWord())
                .filter(Double::isFinite)
                .sum();
        return time > 0 ? words / time : Double.NaN;
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.filter(Double::isFinite).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private static String seconds(double value) {
        return Double.isFinite(value) ? number(value) + " s" : "none";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "none";
    }
}
