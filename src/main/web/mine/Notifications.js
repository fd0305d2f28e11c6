// The phone and the browsers that are told when she has written and nothing of hers is open.

import { html, useEffect, useState } from "../app/preact.js";
import { call, get } from "../app/api.js";
import { notify } from "../app/notes.js";
import { texts } from "../app/text.js";
import { Field, Switch, useAction, useForm } from "../parts/Field.js";
import WebPush from "./WebPush.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export default function Notifications() {
  const [standing, setStanding] = useState(null);
  const [browsers, setBrowsers] = useState(0);
  const load = async () => setStanding(await get("/notifications/target"));
  useEffect(() => { load().catch((error) => notify(error.message, "warn")); }, []);
  if (!standing) return html`<p class="help" role="status">${t("moment")}</p>`;
  return html`
    <section aria-labelledby="phone-title">
      <h2 id="phone-title">${t("phone")}</h2>
      <p class="help">${t("phone_help")}</p>
      ${standing.trouble && html`<p class="problem" role="alert">${standing.trouble}</p>`}
      ${standing.servers.length ? html`<${Phone} key=${JSON.stringify(standing.target)} standing=${standing} onChange=${setStanding} />` : html`<p>${t("no_servers")}</p>`}
    </section>
    <${WebPush} onChange=${setBrowsers} />
    ${(standing.target || standing.house || browsers > 0) && html`<section aria-label=${t("send_test")}><${Test} /></section>`}`;
}

function Phone({ standing, onChange }) {
  const target = standing.target || {};
  const [kind, setKind] = useState(target.kind || "ntfy");
  const [words, setWords] = useState(Boolean(target.text));
  const [busy, run] = useAction();
  const form = useForm(async (fields) => {
    onChange(await call("PUT", "/notifications/target", { ...fields, text: words }));
    notify(t("phone_saved"));
  });
  const remove = run(async () => {
    await call("DELETE", "/notifications/target");
    onChange(await get("/notifications/target"));
  });
  return html`
    <form onSubmit=${form.submit}>
      <${Field} label=${t("app")} kind="select" name="kind" value=${kind} onChange=${(event) => setKind(event.target.value)}>
        <option value="ntfy">ntfy</option><option value="gotify">Gotify</option>
      <//>
      <${Field} label=${t("server")} kind="select" name="server" defaultValue=${target.server} problem=${form.problem("server")}>
        ${standing.servers.map((server) => html`<option value=${server} selected=${server === target.server}>${server}</option>`)}
      <//>
      ${kind === "ntfy" && html`<${Field} label=${t("topic")} help=${t("topic_help")} name="topic" defaultValue=${target.topic || ""} pattern="[-_A-Za-z0-9]{1,64}"
        autocomplete="off" spellcheck="false" problem=${form.problem("topic")} />`}
      <${Field} label=${t("token")} help=${kind === "ntfy" ? t("token_help") : t("token_help_gotify")} name="token" type="password" autocomplete="off"
        placeholder=${target.token ? t("token_kept") : ""} problem=${form.problem("token")} />
      <${Switch} label=${t("words_along")} help=${t("words_along_help")} checked=${words} onChange=${setWords} />
      <p class="problem" role="alert">${form.problem() || ""}</p>
      <p class="buttons">
        <button type="submit" disabled=${form.busy}>${t("save")}</button>
        ${standing.target && html`<button type="button" class="danger" disabled=${busy} onClick=${remove}>${t("remove")}</button>`}
      </p>
    </form>`;
}

function Test() {
  const [result, setResult] = useState(null);
  const [busy, run] = useAction();
  return html`
    <p class="buttons">
      <button type="button" class="quiet" disabled=${busy} onClick=${run(async () => setResult(await call("POST", "/notifications/test")))}>${t("send_test")}</button>
      <span role="status" class=${result && !result.sent ? "problem" : "help"}>${result ? result.detail : ""}</span>
    </p>`;
}
