// Some lines that are answered with a text that is not in force yet.

import { call } from "../app/api.js";
import { html, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { Field, useForm } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const LINES = [1, 2, 3];

export function PersonaTry({ text }) {
  const [talk, setTalk] = useState([]);
  const { busy, error, submit } = useForm(async (fields) => {
    const lines = LINES.map((number) => fields[`line${number}`].trim()).filter(Boolean);
    if (!lines.length) return;
    setTalk([]);
    const { answers } = await call("POST", "/persona/try", { text, lines });
    setTalk(lines.map((line, i) => ({ line, answer: answers[i] })));
  });
  return html`
    <section aria-labelledby="try">
      <h2 id="try">${t("try")}</h2>
      <p class="help">${t("try_help")}</p>
      <form onSubmit=${submit}>
        ${LINES.map((number) => html`
          <${Field} label=${t("try_line", { number })} name=${`line${number}`} maxlength="500" autocomplete="off" defaultValue=${t(`try_${number}`)} />`)}
        <p class="buttons">
          <button type="submit" class="quiet" disabled=${busy || !text.trim()}>${t("try")}</button>
          <span class="help" role="status">${busy ? t("trying") : ""}</span>
        </p>
        <p class="problem" role="alert">${error ? error.message : ""}</p>
      </form>
      <ol class="talk" aria-live="polite">
        ${talk.map(({ line, answer }) => html`
          <li class="mine"><span class="unseen">${t("you_say")}</span><span dir="auto">${line}</span></li>
          ${answer !== undefined && html`<li class="hers"><span class="unseen">${t("she_says")}</span><span dir="auto">${answer}</span></li>`}`)}
      </ol>
    </section>`;
}
