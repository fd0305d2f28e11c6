// Something that she shall know, new or corrected.

import { call } from "../app/api.js";
import { html, useEffect, useRef, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { Field, Switch, useForm } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export const KINDS = ["identity", "family", "health", "life", "taste", "event", "other"];

/** @param memory what is corrected, none for a new one; onDone is told what became of it */
export function MemoryForm({ memory, onDone, onCancel }) {
  const form = useRef();
  const holds = (memory && memory.holds) || {};
  const [kind, setKind] = useState((memory && memory.kind) || "");
  const [flags, setFlags] = useState({
    yearly: Boolean(holds.yearly),
    pinned: Boolean(memory && memory.pinned),
    confidential: memory ? memory.confidential : true,
    house: Boolean(memory && memory.house),
  });
  const flag = (name, label, help) => html`
    <${Switch} label=${t(label)} help=${help && t(help)} checked=${flags[name]} onChange=${(on) => setFlags({ ...flags, [name]: on })} />`;

  const { busy, problem, submit } = useForm(async ({ content, from, until, at }) => {
    const days = Object.fromEntries(Object.entries({ from, until, at }).filter(([, value]) => value));
    if (flags.yearly && from) days.yearly = true;
    const { pinned, confidential, house } = flags;
    const fields = { content: content.trim(), pinned, confidential, house };
    if (kind) fields.kind = kind;
    if (memory) {
      // What she has read out of the words herself is read anew when only they change.
      if (JSON.stringify(days) !== JSON.stringify(plain(holds))) fields.holds = days;
      if (fields.content === memory.content) delete fields.content;
      if (kind === memory.kind) delete fields.kind;
      onDone(await call("PATCH", `/memories/${encodeURIComponent(memory.memory_id)}`, fields));
    } else {
      if (Object.keys(days).length) fields.holds = days;
      onDone(await call("POST", "/memories", fields));
    }
  });
  useEffect(() => {
    const field = form.current.elements.content;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }, []);

  return html`
    <form class="memory-form" ref=${form} onSubmit=${submit} onKeyDown=${(event) => event.key === "Escape" && onCancel()}>
      <${Field} label=${t("content")} help=${t("content_help")} kind="textarea" name="content" rows="2" required maxlength="500"
        defaultValue=${memory ? memory.content : ""} problem=${problem("content")} />
      <${Field} label=${t("of_kind")} kind="select" name="kind" value=${kind} onChange=${(event) => setKind(event.target.value)} problem=${problem("kind")}>
        ${(!memory || !memory.kind) && html`<option value="">${t("kind_auto")}</option>`}
        ${KINDS.map((name) => html`<option value=${name}>${t(`kind_${name}`)}</option>`)}
      <//>
      <fieldset>
        <legend>${t("holds")} <span class="help">${t("holds_help")}</span></legend>
        <div class="columns dates">
          <${Field} label=${t("from")} name="from" type="date" defaultValue=${holds.from || ""} />
          <${Field} label=${t("until")} name="until" type="date" defaultValue=${holds.until || ""} />
          <${Field} label=${t("at")} name="at" type="time" defaultValue=${holds.at || ""} />
        </div>
        ${flag("yearly", "yearly_label")}
        ${problem("holds") && html`<p class="problem" role="alert">${problem("holds")}</p>`}
      </fieldset>
      <div>
        ${flag("pinned", "pin", "pinned_help")}
        ${flag("confidential", "confidential", "confidential_help")}
        ${flag("house", "house_label")}
      </div>
      <p class="problem" role="alert">${problem() || ""}</p>
      <p class="buttons">
        <button type="submit" disabled=${busy}>${t(memory ? "save" : "add")}</button>
        <button type="button" class="quiet" onClick=${onCancel}>${t("cancel")}</button>
      </p>
    </form>`;
}

/** Without what is not said. */
function plain({ from, until, at, yearly }) {
  return Object.fromEntries(Object.entries({ from, until, at, yearly }).filter(([, value]) => value));
}
