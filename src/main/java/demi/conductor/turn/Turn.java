package demi.conductor.turn;

import demi.api.ChatApi.TurnStatus;
import demi.api.EmotionApi;
import demi.api.InferenceApi.Finish;
import demi.api.InferenceApi.Step;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.bus.StreamReader;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/** One try at answering one message. */
public final class Turn {

    private final Message message;
    private final String replyId;
    private final StringBuilder text = new StringBuilder();
    private @Nullable StreamReader<Step> stream;
    private @Nullable Finish finish;
    private EmotionLevels feelings = EmotionLevels.neutral();
    private int seq = -1;
    private int place = -1;
    private boolean typing;
    private boolean stopped;
    private boolean complete;
    private boolean discarded;
    private final Promise<Void> over = Promise.promise();
    private boolean told;
    private boolean forgets;
    private boolean isSlow;
    private EmotionApi.@Nullable Mood mood;
    private boolean speaking;
    private boolean isKeptOutOfTranscript;
    private String confirmation = "";

    public Turn(Message said) {
        this.message = said;
        this.replyId = said.replyId();
    }

    public static String replyTo(String messageId) {
        return Message.replyId(messageId);
    }

    public Message message() {
        return message;
    }

    public String userId() {
        return message.userId();
    }

    public String replyId() {
        return replyId;
    }

    public EmotionLevels feelings() {
        return feelings;
    }

    /** What moves her at this message, which tells how long her reply may be. */
    public void mood(EmotionApi.Mood now) {
        mood = now;
        feelings = now.feelings();
    }

    EmotionApi.@Nullable Mood mood() {
        return mood;
    }

    /** The person had to be told that it takes long: the next turns may, too, and are no news. */
    void markSlow() {
        isSlow = true;
    }

    public boolean isSlow() {
        return isSlow;
    }

    /** Whether the message asks her to forget something: then nothing is to be learned from it. */
    public boolean forgets() {
        return forgets;
    }

    public void forgets(boolean now) {
        forgets = now;
    }

    /** What is said behind the reply, word for word; empty: nothing. */
    public String confirmation() {
        return confirmation;
    }

    public void confirmation(String sentence) {
        confirmation = sentence;
    }

    void stream(StreamReader<Step> opened) {
        stream = opened;
    }

    /** Whether the model was asked: before, only rooms of the house can have failed. */
    public boolean countAttempt() {
        return stream != null;
    }

    /** Ends it from this side: what was said so far is all. */
    public void stop() {
        stopped = true;
        if (stream != null) {
            stream.cancel();
        }
    }

    boolean stopped() {
        return stopped;
    }

    /** Ends it, and nothing of it is kept. */
    void discard() {
        discarded = true;
        stop();
    }

    public boolean isDiscarded() {
        return discarded;
    }

    void markOver(AsyncResult<Void> outcome) {
        over.handle(outcome);
    }

    /** Done when it has come to whatever it comes to; fails where it stays open because the room closes. */
    public Future<Void> over() {
        return over.future();
    }

    /** All that she wanted to say is said, unless she was stopped before. */
    void end() {
        complete = !stopped;
    }

    /** Whether she was stopped before she had said all. */
    public boolean wasCut() {
        return stopped && !complete;
    }

    /** The number of this piece. */
    public int append(String piece) {
        text.append(piece);
        return ++seq;
    }

    /** What was said so far is void. */
    void startAnew() {
        text.setLength(0);
        seq = -1;
    }

    public boolean hasBegun() {
        return seq >= 0;
    }

    /** The model has said a word, whether or not it was let through yet. */
    public void markSpeaking() {
        speaking = true;
    }

    public boolean speaking() {
        return speaking;
    }

    /** All that she says, after all, whatever was told of it before. */
    void settle(String whole) {
        text.setLength(0);
        text.append(whole);
    }

    /** The model is not to read what she says here, or it would say it again. */
    void keepOutOfTranscript() {
        isKeptOutOfTranscript = true;
    }

    public boolean isKeptOutOfTranscript() {
        return isKeptOutOfTranscript;
    }

    public String text() {
        return text.toString().strip();
    }

    @Nullable
    public Finish finish() {
        return finish;
    }

    void finish(Finish how) {
        finish = how;
    }

    /** A quiet turn does not show that she is typing: it has failed before, and may fail again. */
    public void setTold(boolean now) {
        told = now;
    }

    /** Whether that is to be told: it is news, and the turn is not quiet. */
    public boolean typing(boolean now, int placeNow) {
        if (told && now) {
            return false;
        }
        boolean changed = now != typing || (now && placeNow != place);
        typing = now;
        place = placeNow;
        return changed;
    }

    public int place() {
        return place;
    }

    public TurnStatus status() {
        return new TurnStatus(typing, seq < 0 ? null : replyId, seq, text.toString());
    }
}
