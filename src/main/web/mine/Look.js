// How the app looks and in which language, kept with the account for all its browsers; and whether this one reads aloud.

import { html, useState } from "../app/preact.js";
import { call } from "../app/api.js";
import { keepAppearance } from "../app/look.js";
import { notify } from "../app/notes.js";
import { store } from "../app/store.js";
import { texts } from "../app/text.js";
import { canSpeak, keepReadsAloud, readsAloud } from "../chat/speech.js";
import { Field, Switch } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export default function Look({ account }) {
  const [aloud, setAloud] = useState(readsAloud);
  const keep = (field) => async (event) => {
    try {
      const changed = await call("PATCH", "/me", { [field]: event.target.value || null });
      store.update({ account: changed });
      keepAppearance(changed);
    } catch (error) {
      notify(error.message, "warn");
    }
  };
  const choice = (field, label, options) => html`
    <${Field} kind="select" label=${label} value=${account[field] || ""} onChange=${keep(field)}>
      ${options.map(([value, name]) => html`<option value=${value} selected=${value === (account[field] || "")}>${name}</option>`)}
    <//>`;
  return html`
    <section aria-label=${t("look")}>
      ${choice("language", t("language"), [["", t("as_browser")], ["en", "English"], ["de", "Deutsch"]])}
      ${choice("theme", t("theme"), [["", t("as_system")], ["light", t("light")], ["dark", t("dark")]])}
      ${choice("text_size", t("text_size"), [["small", t("small")], ["", t("normal")], ["large", t("large")]])}
      ${canSpeak && html`<${Switch} label=${t("aloud")} help=${t("aloud_help")} checked=${aloud} onChange=${(on) => { keepReadsAloud(on); setAloud(on); }} />`}
    </section>`;
}
