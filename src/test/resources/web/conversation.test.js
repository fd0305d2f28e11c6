// What frames do to the conversation; run in a browser by WebLogicIT. `c` is chat/conversation.js, `same` compares.

const at = (minute) => new Date(Date.UTC(2026, 0, 1, 12, 0, minute * 10)).toISOString();
const message = (id, minute, sender = "demi", more = {}) => ({ message_id: id, sender, content: id, created_at: at(minute), status: "sent", ...more });
const ids = (state) => state.messages.map((each) => each.message_id).join(" ");
const talk = (from, to) => Array.from({ length: to - from + 1 }, (none, i) => message(`m${from + i}`, from + i));

export default {
  "the first history is what is on the screen"() {
    const state = c.onHistory(c.EMPTY, talk(1, 3));
    same(ids(state), "m1 m2 m3");
    same(state.loaded, true);
  },
  "after a reconnect older pages stay, news are added, and what was removed meanwhile is gone"() {
    let state = c.onHistory(c.EMPTY, talk(3, 5));
    state = c.withOlder(state, talk(1, 2), null);
    state = c.onHistory(state, [message("m3", 3), message("m5", 5), message("m6", 6)]);
    same(ids(state), "m1 m2 m3 m5 m6");
    same(state.older, null);
    same(state.unseen, 1);
  },
  "the first message of the page having been removed meanwhile does not double the rest"() {
    let state = c.onHistory(c.EMPTY, talk(1, 4));
    state = c.onHistory(state, talk(2, 5));
    same(ids(state), "m1 m2 m3 m4 m5");
    state = c.onHistory(state, [message("m2b", 2.5), message("m4", 4)]);
    same(ids(state), "m1 m2 m2b m4");
  },
  "what is older than the history stays where that is empty, and what is younger is gone"() {
    const state = c.withOlder(c.onHistory(c.EMPTY, talk(3, 5)), talk(1, 2), "o");
    same(ids(c.onHistory(state, [], at(4))), "m1 m2 m3");
    same(c.onHistory(state, [], at(4)).older, "o");
    same(ids(c.onHistory(c.EMPTY, [], at(4))), "");
  },
  "a gap is not glued over"() {
    const state = c.onHistory(c.onHistory(c.EMPTY, talk(1, 3)), talk(100, 102));
    same(ids(state), "m100 m101 m102");
    same(state.older, undefined);
  },
  "who reads an older place keeps it over a reconnect"() {
    const jumped = c.around(c.onHistory(c.EMPTY, talk(50, 60)), talk(5, 9), "o", "n");
    same(ids(c.onHistory(jumped, talk(50, 61))), "m5 m6 m7 m8 m9");
  },
  "a message that comes twice is there once"() {
    let state = c.onHistory(c.EMPTY, talk(1, 2));
    state = c.onMessage(state, message("m2", 2, "demi", { content: "changed" }), true);
    same(ids(state), "m1 m2");
    same(state.messages[1].content, "changed");
  },
  "deltas grow, begin anew at 0, and end with the message"() {
    let state = c.onHistory(c.EMPTY, []);
    state = c.onDelta(state, { message_id: "r", seq: 0, text: "Once " });
    state = c.onDelta(state, { message_id: "r", seq: 1, text: "upon" });
    same(state.reply.text, "Once upon");
    state = c.onDelta(state, { message_id: "r", seq: 0, text: "Anew" });
    same(state.reply.text, "Anew");
    state = c.onMessage(state, message("r", 1), true);
    same(state.reply, null);
    same(c.onDelta(state, { message_id: "r", seq: 2, text: "late" }), state);
  },
  "a delta in the middle of a reply, after a reconnect, stands for all before it"() {
    const state = c.onDelta(c.onHistory(c.EMPTY, []), { message_id: "r", seq: 7, text: "so far" });
    same(state.reply.text, "so far");
  },
  "typing that ends takes an unfinished reply away"() {
    let state = c.onTyping(c.EMPTY, { is_typing: true, queue_position: 2 });
    same(state.typing.place, 2);
    state = c.onDelta(state, { message_id: "r", seq: 0, text: "x" });
    state = c.onTyping(state, { is_typing: false });
    same(state.typing, null);
    same(state.reply, null);
  },
  "what comes while the end is out of sight is counted, and only hers"() {
    let state = c.onHistory(c.EMPTY, talk(1, 2));
    state = c.onMessage(state, message("mine", 3, "user"), false);
    state = c.onMessage(state, message("hers", 4), false);
    same(state.unseen, 1);
    same(c.seen(state).unseen, 0);
    same(c.seen(c.seen(state)), c.seen(state), "nothing to do is no change");
  },
  "away from the end a new message is counted and not put where it does not belong"() {
    const jumped = c.around(c.onHistory(c.EMPTY, talk(50, 60)), talk(5, 9), "o", "n");
    const state = c.onMessage(jumped, message("new", 99), false);
    same(ids(state), "m5 m6 m7 m8 m9");
    same(state.unseen, 1);
  },
  "as many are drawn as are needed: at the end the oldest go, at the beginning the newest"() {
    let state = c.onHistory(c.EMPTY, talk(1, 100));
    for (let i = 101; i <= 1_000; i++) state = c.onMessage(state, message(`m${i}`, i), true);
    same(state.messages.length <= c.LONGEST, true);
    same(state.messages[state.messages.length - 1].message_id, "m1000");
    same(state.older, undefined);
    let up = c.onHistory(c.EMPTY, talk(901, 1_000));
    for (let i = 841; i > 0; i -= 60) up = c.withOlder(up, talk(i, i + 59), `before ${i}`);
    same(up.messages.length <= c.LONGEST, true);
    same(up.messages[0].message_id, "m1");
    same(up.atEnd, false);
    let down = up;
    while (!down.atEnd) {
      const next = Number(down.messages[down.messages.length - 1].message_id.slice(1)) + 1;
      const last = Math.min(next + 59, 1_000);
      down = c.withNewer(down, talk(next, last), last === 1_000 ? null : `after ${last}`);
    }
    same(down.messages[down.messages.length - 1].message_id, "m1000");
    same(down.messages.length <= c.LONGEST, true);
  },
  "marks, changes and removals find their message"() {
    let state = c.onHistory(c.EMPTY, talk(1, 2));
    state = c.onDelivered(state, "m1");
    same(state.messages[0].status, "delivered");
    state = c.onRead(state, "m1");
    same(c.onDelivered(state, "m1").messages[0].status, "read");
    same(ids(c.onRemoved(state, "m1")), "m2");
    same(c.onChanged(state, { message_id: "m2", content: "other" }).messages[1].content, "other");
  },
  "only her newest reply can be asked for anew, and only the last own message changed"() {
    const state = c.onHistory(c.EMPTY, [message("u1", 1, "user"), message("d1", 2), message("u2", 3, "user"), message("d2", 4)]);
    same(c.lastReply(state), "d2");
    same(c.lastOwn(state), "u2");
    same(c.lastReply(c.onMessage(state, message("u3", 5, "user"), true)), null);
    same(c.lastReply(c.onMessage(state, message("d3", 5, "demi", { metadata: { first: true } }), true)), null);
    same(c.lastReply(c.onMessage(state, message("d3", 5, "demi", { metadata: { holding: true } }), true)), null);
  },
};
