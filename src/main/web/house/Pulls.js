// Models that are fetched: which one, how far it is, and the end of it.

import { call } from "../app/api.js";
import { bytes } from "../app/format.js";
import { notify } from "../app/notes.js";
import { html, useEffect, useRef, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { Field, useAction, useForm } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);

// Small ones that hold a conversation, and about how large they are on the disk.
const SUGGESTED = [["qwen2.5:1.5b", 1.0e9], ["llama3.2:1b", 1.3e9], ["llama3.2:3b", 2.0e9], ["qwen2.5:7b", 4.7e9]];

export function Pulls({ pulls, reload }) {
  const [busy, run] = useAction();
  const before = useRef(null);
  useEffect(() => {
    // Who waits for a model is told when it is there.
    const arrived = (list) => list.filter((pull) => pull.done && !pull.failure).map((pull) => pull.model);
    const known = arrived(before.current || pulls);
    for (const name of arrived(pulls)) if (!known.includes(name)) notify(t("pull_done", { name }));
    before.current = pulls;
  }, [pulls]);
  const cancel = (pull) => run(async () => {
    await call("DELETE", `/models/pull?name=${encodeURIComponent(pull.model)}`);
    notify(t("cancelled", { name: pull.model }));
    await reload();
  });
  const shown = pulls.filter((pull) => !pull.done || (pull.failure && pull.status !== "cancelled"));
  if (shown.length === 0) return null;
  return html`
    <section aria-labelledby="under-way">
      <h2 id="under-way">${t("under_way")}</h2>
      <ul class="rows">
        ${shown.map((pull) => html`
          <li key=${pull.model}>
            ${pull.failure
              ? html`<p class="problem main" role="alert">${t("pull_failed", { name: pull.model, why: pull.failure })}</p>`
              : html`
                <div class="main">
                  <p><strong class="model-name">${pull.model}</strong> <span class="help">${pull.status}</span></p>
                  <progress max="100" value=${pull.total_bytes ? pull.percent : undefined} aria-label=${pull.model}></progress>
                  ${pull.total_bytes > 0 && html`<p class="help">${t("pull_at", { done: bytes(pull.completed_bytes), total: bytes(pull.total_bytes) })}</p>`}
                </div>
                <button type="button" class="quiet" disabled=${busy} aria-label=${t("cancel_of", { name: pull.model })} onClick=${cancel(pull)}>${t("cancel")}</button>`}
          </li>`)}
      </ul>
    </section>`;
}

/** @param name what the field begins with */
export function GetModel({ models, name = "", reload }) {
  const [wanted, setWanted] = useState(name);
  const { busy, problem, submit } = useForm(async ({ model }) => {
    await call("POST", "/models/pull", { model: model.trim() });
    setWanted("");
    await reload();
  });
  const here = models.models.map((model) => model.name);
  const largest = models.memory_bytes > 0 ? models.largest_fitting_bytes : Infinity;
  const suggested = SUGGESTED.filter(([model]) => !here.includes(model));
  return html`
    <section aria-labelledby="get-model">
      <h2 id="get-model">${t("get")}</h2>
      ${suggested.length > 0 && html`
        <div class="chips" role="group" aria-label=${t("suggestions")}>
          ${suggested.map(([model, size]) => html`
            <button type="button" class="chip" aria-pressed=${wanted === model} disabled=${size > largest} onClick=${() => setWanted(model)}>
              ${model} <span class="help">${size > largest ? t("too_large") : bytes(size)}</span>
            </button>`)}
        </div>`}
      <form onSubmit=${submit}>
        <${Field} label=${t("model_name")} help=${t("get_help")} name="model" required autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="200"
          placeholder="llama3.2:3b" value=${wanted} onInput=${(event) => setWanted(event.target.value)} problem=${problem("model")} />
        <p class="problem" role="alert">${problem() || ""}</p>
        <p><button type="submit" disabled=${busy}>${t("fetch")}</button></p>
      </form>
    </section>`;
}
