// Who she is: the text, how long it is, three lines to try it with, what was before, cards.

import { call, get } from "../app/api.js";
import { number } from "../app/format.js";
import { notify } from "../app/notes.js";
import { html, useEffect, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { useData } from "../parts/data.js";
import { Field, useAction } from "../parts/Field.js";
import { Pending } from "../parts/Pending.js";
import { style } from "../parts/style.js";
import { PersonaCards } from "./PersonaCards.js";
import { PersonaTry } from "./PersonaTry.js";
import { PersonaVersions } from "./PersonaVersions.js";
import TEXT from "./words.js";

await style("../style/house.css");

const t = texts(TEXT);
const PAUSE_MS = 500;

// What is being written outlives a look at another view.
let draft = null;

export default function Persona() {
  const { data: persona, problem, reload, set } = useData(() => get("/persona"));
  const [text, setText] = useState(draft);
  const [busy, run] = useAction();
  const count = useCount(text);
  useEffect(() => {
    if (text === null) return undefined;
    const warn = (event) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [text === null]);
  if (!persona) return html`<section><${Pending} problem=${problem} again=${reload} /></section>`;

  const write = (next) => {
    draft = next === persona.text ? null : next;
    setText(draft);
  };
  const replaced = (next) => {
    draft = null;
    setText(null);
    set(next);
  };
  const now = text === null ? persona.text : text;
  const save = run(async () => {
    replaced(await call("PUT", "/persona", { text: now }));
    notify(t("persona_saved"));
  });
  return html`
    <section aria-labelledby="persona">
      <h2 id="persona">${t("persona")}</h2>
      <p class="help">${t("persona_help")} ${t(`source_${persona.source}`)}</p>
      <${Field} label=${t("persona_text")} kind="textarea" name="text" class="persona-text" rows="16" maxlength="32767" dir="auto" value=${now} onInput=${(event) => write(event.target.value)} />
      <p class="help" role="status">
        ${text !== null && !count ? t("counting") : wordsOf(count ? count.tokens : persona.tokens, persona.max_tokens)}${text !== null && ` · ${t("unsaved")}`}
      </p>
      ${count && count.problems.map((sentence) => html`<p class="problem">${sentence}</p>`)}
      <p class="buttons">
        <button type="button" disabled=${busy || text === null || !now.trim()} onClick=${save}>${t("save")}</button>
        ${text !== null && html`<button type="button" class="quiet" onClick=${() => replaced(persona)}>${t("discard")}</button>`}
      </p>
    </section>
    <${PersonaTry} text=${now} />
    <${PersonaVersions} persona=${persona} onChange=${replaced} />
    <${PersonaCards} onText=${write} />`;
}

function wordsOf(tokens, most) {
  return most ? t("tokens_of", { count: number(tokens), most: number(most) }) : t("tokens", { n: tokens, count: number(tokens) });
}

/** How long a text is that is being written, by the server, once nobody types; null until then. */
function useCount(text) {
  const [count, setCount] = useState(null);
  useEffect(() => {
    setCount(null);
    if (text === null) return undefined;
    let here = true;
    const timer = setTimeout(() => call("POST", "/persona/preview", { text }).then(
      (answer) => here && setCount(answer),
      (error) => here && setCount({ tokens: 0, problems: [error.message] })), PAUSE_MS);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [text]);
  return text === null ? null : count;
}
