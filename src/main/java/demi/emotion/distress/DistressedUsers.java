package demi.emotion.distress;

import demi.api.EmotionApi;
import demi.api.EmotionApi.Care;
import demi.api.store.EmotionStore;
import demi.api.store.EmotionStore.DistressState;
import demi.api.store.EmotionStore.Phase;
import demi.emotion.distress.DistressSign.Certainty;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is in distress, who is getting over it, and who worries about somebody near.
 *
 * <ul>
 *   <li>Distress begins with words that speak of it plainly, or that may mean it and a model that says so.
 *   <li>Words that only seem to speak of it are possible distress: the act is off for an hour, nothing is kept, and a model
 *       takes it back. A second such message confirms it within the hour, until a model has read both.
 *   <li>It gives way to recovery when they say that they are better; when {@link #CALM} messages running are calm, also to
 *       the model, and an hour has passed; or {@link #FADES} after the last sign of it.
 *   <li>Recovery ends with a calm talk on another day. Two weeks after the last sign all of it is over.
 *   <li>Worry about somebody near lasts an hour, makes nobody one who is in distress, and is not kept.
 * </ul>
 *
 * In doubt somebody stays in it: care does no harm.
 */
public final class DistressedUsers {

    static final Duration SHORTEST = Duration.ofHours(1);
    static final Duration FADES = Duration.ofDays(3);
    static final Duration LONGEST = Duration.ofDays(14);
    static final Duration ANOTHER_DAY = Duration.ofHours(18);
    static final Duration CONCERN = Duration.ofHours(1);
    static final int CALM = 4;

    private record Suspicion(String messageId, Instant at) {}

    private final Map<String, DistressState> states = new HashMap<>();
    /** Whose words seemed to speak of distress, which nothing has confirmed. */
    private final Map<String, Suspicion> suspected = new HashMap<>();
    /** When there was the last sign of worry about somebody, by who worries. */
    private final Map<String, Instant> worried = new HashMap<>();

    /** As an earlier process has left it. */
    public void addAll(Collection<EmotionStore.Distress> kept, Instant now) {
        for (EmotionStore.Distress each : kept) {
            DistressState state = each.state();
            if (state != null) {
                Instant sign = state.lastSign().isAfter(now) ? now : state.lastSign();
                states.putIfAbsent(each.userId(), state.at(sign));
            }
        }
    }

    /** What this person needs now. */
    public Care care(String userId, Instant now) {
        Phase phase = phase(states.get(userId), now);
        if (phase == Phase.DISTRESS) {
            return Care.DISTRESS;
        }
        Suspicion suspicion = suspected.get(userId);
        if (suspicion != null && isRecent(suspicion.at(), now)) {
            return Care.POSSIBLE_DISTRESS;
        }
        if (isRecent(worried.get(userId), now)) {
            return Care.CONCERN;
        }
        return phase == Phase.RECOVERING ? Care.RECOVERING : Care.NONE;
    }

    private static boolean isRecent(@Nullable Instant sign, Instant now) {
        return sign != null && since(sign, now).compareTo(CONCERN) < 0;
    }

    private static @Nullable Phase phase(@Nullable DistressState state, Instant now) {
        if (state == null || since(state.lastSign(), now).compareTo(LONGEST) >= 0) {
            return null;
        }
        return since(state.lastSign(), now).compareTo(FADES) >= 0 ? Phase.RECOVERING : state.phase();
    }

    private static Duration since(Instant then, Instant now) {
        return Duration.between(then, now);
    }

    /**
     * They said something that no model has read yet. The same message id twice is one message.
     *
     * @return what is to be kept, null where that is as it was
     */
    public EmotionStore.@Nullable Distress heard(
            String userId, String messageId, DistressSign sign, String words, Instant now) {
        DistressState before = states.get(userId);
        pass(userId, now);
        if (sign.isHeard() && !sign.near()) {
            suspectOrBegin(userId, messageId, sign, now);
        } else if (sign.isHeard()) {
            worried.put(userId, now);
        } else if (sign.certainty() == Certainty.NONE && RecoverySigns.in(words)) {
            suspected.remove(userId);
            recover(userId, now);
        }
        return changed(userId, before);
    }

    /**
     * A model has read what they said.
     *
     * @param sign of all these words
     * @param words message by message, oldest first, each on a line
     * @param messages how many they were
     * @return what is to be kept, null where that is as it was
     */
    public EmotionStore.@Nullable Distress appraised(
            String userId, DistressSign sign, EmotionApi.Distress distress, String words, int messages, Instant now) {
        DistressState before = states.get(userId);
        pass(userId, now);
        boolean meant = sign.certainty() == Certainty.SURE
                || (distress == EmotionApi.Distress.YES && sign.isAtLeast(Certainty.POSSIBLE))
                || (distress == EmotionApi.Distress.MAYBE && sign.isHeard());
        if (meant && sign.near()) {
            worried.put(userId, now);
        } else if (meant) {
            beginUnlessBetter(userId, words, now);
        } else if (distress == EmotionApi.Distress.NO) {
            takeBack(userId, sign);
            calm(userId, sign, words, messages, now);
        }
        return changed(userId, before);
    }

    /** What the clock alone changes. */
    private void pass(String userId, Instant now) {
        DistressState state = states.get(userId);
        Phase phase = phase(state, now);
        if (state == null || phase == null) {
            states.remove(userId);
        } else if (phase != state.phase()) {
            states.put(userId, state.in(Phase.RECOVERING, now));
        }
        suspected.values().removeIf(sign -> !isRecent(sign.at(), now));
        worried.values().removeIf(sign -> !isRecent(sign, now));
    }

    /** Of somebody who was in distress of late, and of words that come twice, the first guess is enough. */
    private void suspectOrBegin(String userId, String messageId, DistressSign sign, Instant now) {
        boolean sure = sign.certainty() == Certainty.SURE;
        Suspicion before = suspected.get(userId);
        boolean twice = before != null && !before.messageId().equals(messageId);
        if (sure || twice || states.containsKey(userId)) {
            begin(userId, sure, now);
        } else if (before == null) {
            suspected.put(userId, new Suspicion(messageId, now));
        }
    }

    private void begin(String userId, boolean sure, Instant now) {
        DistressState state = states.get(userId);
        Instant began = state != null && state.phase() == Phase.DISTRESS ? state.since() : now;
        boolean certain = sure || (state != null && state.sure());
        suspected.remove(userId);
        states.put(userId, new DistressState(Phase.DISTRESS, began, now, 0, certain));
    }

    /** Who said something hard and, after it, that they are better, is getting over it, however late the model reads both. */
    private void beginUnlessBetter(String userId, String words, Instant now) {
        DistressState state = states.get(userId);
        boolean better = isBetterAtLast(words);
        if (!better || state == null || state.phase() == Phase.DISTRESS) {
            begin(userId, true, now);
        }
        if (better) {
            recover(userId, now);
        }
    }

    private static boolean isBetterAtLast(String words) {
        List<String> newestFirst = new ArrayList<>(words.lines().toList());
        Collections.reverse(newestFirst);
        for (String line : newestFirst) {
            if (DistressDetector.find(line).certainty() != Certainty.NONE) {
                return false;
            }
            if (RecoverySigns.in(line)) {
                return true;
            }
        }
        return false;
    }

    private void recover(String userId, Instant now) {
        DistressState state = states.get(userId);
        if (state != null && state.phase() == Phase.DISTRESS) {
            states.put(userId, state.in(Phase.RECOVERING, now));
        }
    }

    /** Of what no model had read, and of nothing before it. */
    private void takeBack(String userId, DistressSign sign) {
        DistressState state = states.get(userId);
        if (sign.isHeard() && !sign.near()) {
            suspected.remove(userId);
            if (state != null && !state.sure()) {
                states.remove(userId);
            }
        } else if (sign.isHeard() && sign.near()) {
            worried.remove(userId);
        }
    }

    private void calm(String userId, DistressSign sign, String words, int messages, Instant now) {
        DistressState state = states.get(userId);
        if (state == null) {
            return;
        }
        if (sign.certainty() != Certainty.NONE) {
            states.put(userId, state.calm(0));
        } else if (state.phase() == Phase.RECOVERING) {
            if (since(state.since(), now).compareTo(ANOTHER_DAY) >= 0) {
                states.remove(userId);
            }
        } else {
            int calm = state.calm() + messages;
            boolean settled = since(state.lastSign(), now).compareTo(SHORTEST) >= 0;
            states.put(
                    userId,
                    RecoverySigns.in(words) || (calm >= CALM && settled)
                            ? state.in(Phase.RECOVERING, now)
                            : state.calm(Math.min(CALM, calm)));
        }
    }

    private EmotionStore.@Nullable Distress changed(String userId, @Nullable DistressState before) {
        DistressState after = states.get(userId);
        return Objects.equals(before, after) ? null : new EmotionStore.Distress(userId, after);
    }
}
