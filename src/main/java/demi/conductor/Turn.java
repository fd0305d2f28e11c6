package demi.conductor;

import demi.contract.Chat.Underway;
import demi.contract.Feelings;
import demi.contract.Message;
import demi.contract.Model.Finish;
import demi.contract.Model.Step;
import demi.contract.Moods;
import demi.contract.StreamReader;
import org.jspecify.annotations.Nullable;

/** One try at answering one message. */
final class Turn {

    private final Message said;
    private final String replyId;
    private final StringBuilder text = new StringBuilder();
    private @Nullable StreamReader<Step> stream;
    private @Nullable Finish finish;
    private Feelings feelings = Feelings.neutral();
    private int seq = -1;
    private int place = -1;
    private boolean typing;
    private boolean stopped;
    private boolean quiet;
    private boolean forgets;
    private boolean slow;
    private Moods.@Nullable Mood mood;
    private boolean speaking;
    private boolean forgettable;
    private String confirmation = "";

    Turn(Message said) {
        this.said = said;
        this.replyId = replyTo(said.messageId());
    }

    static String replyTo(String messageId) {
        return Message.replyId(messageId);
    }

    Message said() {
        return said;
    }

    String userId() {
        return said.userId();
    }

    String replyId() {
        return replyId;
    }

    Feelings feelings() {
        return feelings;
    }

    /** What moves her at this message, which tells how long her reply may be. */
    void mood(Moods.Mood now) {
        mood = now;
        feelings = now.feelings();
    }

    Moods.@Nullable Mood mood() {
        return mood;
    }

    /** The person had to be told that it takes long: the next turns may, too, and are no news. */
    void isSlow() {
        slow = true;
    }

    boolean slow() {
        return slow;
    }

    /** Whether the message asks her to forget something: then nothing is to be learned from it. */
    boolean forgets() {
        return forgets;
    }

    void forgets(boolean now) {
        forgets = now;
    }

    /** What is said behind the reply, word for word; empty: nothing. */
    String confirmation() {
        return confirmation;
    }

    void confirmation(String sentence) {
        confirmation = sentence;
    }

    void stream(StreamReader<Step> opened) {
        stream = opened;
    }

    /** Whether the model was asked: before, only rooms of the house can have failed. */
    boolean wasAsked() {
        return stream != null;
    }

    /** Ends it from this side: what was said so far is all. */
    void stop() {
        stopped = true;
        if (stream != null) {
            stream.cancel();
        }
    }

    boolean stopped() {
        return stopped;
    }

    /** The number of this piece. */
    int append(String piece) {
        text.append(piece);
        return ++seq;
    }

    /** What was said so far is void. */
    void startAnew() {
        text.setLength(0);
        seq = -1;
    }

    boolean hasBegun() {
        return seq >= 0;
    }

    /** The model has said a word, whether or not it was let through yet. */
    void speaks() {
        speaking = true;
    }

    boolean speaking() {
        return speaking;
    }

    /** All that she says, after all, whatever was told of it before. */
    void settle(String whole) {
        text.setLength(0);
        text.append(whole);
    }

    /** The model is not to read what she says here, or it would say it again. */
    void isForgettable() {
        forgettable = true;
    }

    boolean forgettable() {
        return forgettable;
    }

    String text() {
        return text.toString().strip();
    }

    @Nullable
    Finish finish() {
        return finish;
    }

    void finish(Finish how) {
        finish = how;
    }

    /** A quiet turn does not show that she is typing: it has failed before, and may fail again. */
    void quiet(boolean now) {
        quiet = now;
    }

    /** Whether that is to be told: it is news, and the turn is not quiet. */
    boolean typing(boolean now, int placeNow) {
        if (quiet && now) {
            return false;
        }
        boolean changed = now != typing || (now && placeNow != place);
        typing = now;
        place = placeNow;
        return changed;
    }

    int place() {
        return place;
    }

    Underway underway() {
        return new Underway(typing, seq < 0 ? null : replyId, seq, text.toString());
    }
}
