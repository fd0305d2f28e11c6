// The stretch of the conversation that is on the screen. It keeps its place: at the end while somebody reads along, and at the line
// that they read when something is added above, below or in between.

import { Component, html, useEffect, useLayoutEffect, useRef, useState } from "../app/preact.js";
import { day, dayOf } from "../app/format.js";
import { store, useStore } from "../app/store.js";
import { texts } from "../app/text.js";
import { Icon } from "../parts/Icon.js";
import * as conversation from "./conversation.js";
import { copy } from "./copy.js";
import { jumpToEnd, loadNewer, loadOlder, reachedEnd } from "./live.js";
import { Message, Reply, Waiting } from "./Message.js";
import { outbox } from "./outbox.js";
import TEXT from "./words.js";

const t = texts(TEXT);
/** So near to an edge the next page is asked for, in pixels. */
const NEAR = 900;
const END = 60;

/**
 * @param found {id} of the message that somebody has jumped to; another object each time
 * @param actionsOf the actions of a message
 */
export function MessageList({ found, actionsOf }) {
  const box = useRef();
  const list = useRef();
  const place = useRef({ atEnd: true, id: null, top: 0 });
  const height = useRef(0); // of all that is in the list, when its place was last looked at
  const [away, setAway] = useState(false);
  const now = useStore((state) => state.conversation) || conversation.EMPTY;
  const online = useStore((state) => state.connection === "online");
  const [waiting, setWaiting] = useState(outbox.get().waiting);
  useEffect(() => outbox.subscribe(({ waiting: next }) => {
    // Who writes wants to see it.
    if (next.length > outbox.shown && document.visibilityState === "visible") toEnd();
    outbox.shown = next.length;
    setWaiting(next);
  }), []);

  const keepPlace = () => {
    const element = box.current;
    const { atEnd, id, top } = place.current;
    height.current = element.scrollHeight;
    if (atEnd && store.get().conversation?.atEnd !== false) {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const anchor = id && document.getElementById(id);
    if (anchor) element.scrollTop += anchor.getBoundingClientRect().top - element.getBoundingClientRect().top - top;
  };

  const onScroll = () => {
    const element = box.current;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    const here = store.get().conversation;
    if (place.current.atEnd && element.scrollHeight !== height.current) {
      // A picture has arrived: that was no wish to be elsewhere.
      keepPlace();
      return;
    }
    const atEnd = below < END && (here ? here.atEnd : true);
    if (atEnd !== place.current.atEnd) {
      setAway(!atEnd);
      reachedEnd(atEnd);
    }
    place.current = { atEnd, ...firstInSight(element, list.current) };
    if (element.scrollTop < NEAR) loadOlder();
    if (below < NEAR) loadNewer();
  };

  useLayoutEffect(keepPlace);
  useLayoutEffect(() => {
    // A reply that grows, a keyboard that opens, a picture that arrives.
    const observer = new ResizeObserver(keepPlace);
    observer.observe(list.current);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (now.loaded && box.current.scrollHeight <= box.current.clientHeight) loadOlder();
  }, [now.loaded, now.older, now.messages.length]);
  useLayoutEffect(() => {
    const target = found && document.getElementById(`m-${found.id}`);
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
    onScroll();
  }, [found]);

  const toEnd = async () => {
    place.current.atEnd = true;
    await jumpToEnd();
    keepPlace();
    reachedEnd(true);
    setAway(false);
  };

  return html`
    <div class="conversation">
      <div class="messages" ref=${box} onScroll=${onScroll} onClick=${copyCode} tabindex="0" role="region" aria-label=${t("conversation")}>
        <ol ref=${list}>
          ${now.loaded && now.older === null && html`<li class="day begin">${t("beginning")}</li>`}
          ${withDays(now.messages).map((entry) => entry.day
            ? html`<li class="day" key=${`d-${entry.key}`}><span>${entry.day}</span></li>`
            : html`<${Row} key=${entry.message.message_id} message=${entry.message} found=${Boolean(found) && found.id === entry.message.message_id} actionsOf=${actionsOf}
                last=${entry.last} answered=${entry.answered} />`)}
          ${now.atEnd && html`<${Growing} />`}
          ${waiting.map((message) => html`<${Waiting} key=${message.client_id} message=${message} online=${online} />`)}
          ${now.atEnd && html`<${Typing} />`}
        </ol>
      </div>
      ${(away || !now.atEnd) && html`
        <button type="button" class="to-end" onClick=${toEnd}>
          <${Icon} name="down" />${now.unseen ? html`<span class="count">${t("new_below", { n: now.unseen })}</span>` : html`<span class="unseen">${t("to_end")}</span>`}
        </button>`}
      <${Announcer} />
    </div>`;
}

/** The button is not this app's component but made with the code itself, see markdown.js. */
function copyCode({ target }) {
  if (!target.dataset.copy) return;
  copy(target.closest(".code").querySelector("pre").textContent.replace(/\n$/, ""));
}

function firstInSight(element, list) {
  const edge = element.getBoundingClientRect().top;
  const children = list.children;
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (children[middle].getBoundingClientRect().bottom > edge) high = middle;
    else low = middle + 1;
  }
  for (let i = low; i < children.length; i++) {
    if (children[i].id) return { id: children[i].id, top: children[i].getBoundingClientRect().top - edge };
  }
  return { id: null, top: 0 };
}

function withDays(messages) {
  const entries = [];
  let last = null;
  const lastOfHers = messages.findLastIndex((message) => message.sender === "demi" && !message.metadata?.holding);
  messages.forEach((message, i) => {
    const key = dayOf(message.created_at);
    if (key !== last) entries.push({ key, day: day(message.created_at) });
    last = key;
    entries.push({ message, last: i === messages.length - 1, answered: i < lastOfHers });
  });
  return entries;
}

/** Drawn anew only when its message is another one: a reply that streams below touches none of them. */
class Row extends Component {
  shouldComponentUpdate(next) {
    return next.message !== this.props.message || next.found !== this.props.found || next.last !== this.props.last
      || next.answered !== this.props.answered;
  }

  render({ message, answered, found, actionsOf }) {
    return html`<${Message} message=${message} answered=${answered} found=${found} actions=${() => actionsOf(message)} />`;
  }
}

function Growing() {
  const reply = useStore((state) => state.conversation && state.conversation.reply);
  return reply && html`<${Reply} key=${reply.message_id} text=${reply.text} />`;
}

function Typing() {
  const typing = useStore((state) => state.conversation && state.conversation.typing);
  const speaking = useStore((state) => Boolean(state.conversation && state.conversation.reply));
  if (!typing || speaking) return null;
  return html`
    <li class="message hers typing">
      <div class="bubble">
        ${typing.place ? t("place", { n: typing.place }) : html`<span class="unseen">${t("typing")}</span><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`}
      </div>
    </li>`;
}

/** Whole messages of hers, for screen readers: a text that grows would be read again and again. */
function Announcer() {
  const last = useStore((state) => {
    const messages = state.conversation?.messages || [];
    const message = messages[messages.length - 1];
    return message && message.sender === "demi" && Date.now() - Date.parse(message.created_at) < 60_000 ? message : null;
  });
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (last) import("./markdown.js").then(({ plain }) => setSaid(`${t("she_said")} ${plain(last.content)}`), () => {});
    else setSaid("");
  }, [last]);
  return html`<div class="unseen" aria-live="polite">${said}</div>`;
}
