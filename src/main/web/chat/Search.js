// Looks for words in the whole conversation.

import { html, useEffect, useRef, useState } from "../app/preact.js";
import { shortTime } from "../app/format.js";
import { texts } from "../app/text.js";
import { Icon } from "../parts/Icon.js";
import { search } from "./live.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const PAUSE_MS = 250;

export function Search({ onFound, onClose }) {
  const field = useRef();
  const [words, setWords] = useState("");
  const [state, setState] = useState({ hits: [], older: null, asked: "" });

  useEffect(() => field.current.focus(), []);
  useEffect(() => {
    const wanted = words.trim();
    if (!wanted) {
      setState({ hits: [], older: null, asked: "" });
      return undefined;
    }
    let here = true;
    const timer = setTimeout(() => search(wanted)
      .then(({ messages, older }) => here && setState({ hits: messages.reverse(), older, asked: wanted }))
      .catch((error) => here && setState({ hits: [], older: null, asked: wanted, problem: error.message })), PAUSE_MS);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [words]);

  const more = async () => {
    const { messages, older } = await search(state.asked, state.older);
    setState({ ...state, hits: [...state.hits, ...messages.reverse()], older });
  };

  return html`
    <search class="search" onKeyDown=${(event) => event.key === "Escape" && onClose()}>
      <div class="row">
        <input ref=${field} type="search" aria-label=${t("search")} placeholder=${t("search")} value=${words} onInput=${(event) => setWords(event.target.value)} />
        <button type="button" class="round quiet" onClick=${onClose}><${Icon} name="close" label=${t("close")} /></button>
      </div>
      <p class="help" role="status">${state.problem || (state.asked ? t("found", { n: state.hits.length, more: state.older ? "+" : "" }) : "")}</p>
      <ul>
        ${state.hits.map((hit) => html`
          <li key=${hit.message_id}>
            <button type="button" class="hit" onClick=${() => onFound(hit.message_id)}>
              <span class="who">${hit.sender === "user" ? t("you") : "Demi"} · ${shortTime(hit.created_at)}</span>
              <span dir="auto">${excerpt(hit.content, state.asked)}</span>
            </button>
          </li>`)}
      </ul>
      ${state.older && html`<button type="button" class="quiet" onClick=${more}>${t("more_hits")}</button>`}
    </search>`;
}

const SHOWN = 160;

/** The part of a text around the first of the words, which is marked. */
function excerpt(text, asked) {
  const lower = text.toLowerCase();
  const word = asked.toLowerCase().split(/\s+/).find((candidate) => lower.includes(candidate));
  const at = word ? lower.indexOf(word) : 0;
  const from = Math.max(0, at - SHOWN / 3);
  const part = text.slice(from, from + SHOWN);
  if (!word || lower.length !== text.length) return part;
  const begin = at - from;
  return html`${from ? "…" : ""}${part.slice(0, begin)}<mark>${part.slice(begin, begin + word.length)}</mark>${part.slice(begin + word.length)}`;
}
