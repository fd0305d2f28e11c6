// The person's own account: name, zone, password, second factor, everything of theirs as a file, and the end of it.

import { html, useState } from "../app/preact.js";
import { call, download } from "../app/api.js";
import { date } from "../app/format.js";
import { notify } from "../app/notes.js";
import { over } from "../app/session.js";
import { store } from "../app/store.js";
import { texts } from "../app/text.js";
import { forget } from "../chat/outbox.js";
import { Dialog } from "../parts/Dialog.js";
import { Field, Switch, useAction, useForm } from "../parts/Field.js";
import { NewPassword } from "../start/NewPassword.js";
import { SecondFactor } from "./SecondFactor.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export default function Account({ account }) {
  return html`
    <${Profile} account=${account} />
    <${Password} />
    <${SecondFactor} account=${account} />
    <${Leave} account=${account} />`;
}

function Profile({ account }) {
  const zones = Intl.supportedValuesOf ? Intl.supportedValuesOf("timeZone") : [];
  const { busy, problem, submit } = useForm(async ({ name, timezone }) => {
    store.update({ account: await call("PATCH", "/me", { name, timezone: timezone || null }) });
    notify(t("saved"));
  });
  return html`
    <section aria-label=${t("profile")}>
      <p class="help">${t("since", { email: account.email, date: date(account.created_at) })}</p>
      <form onSubmit=${submit}>
        <${Field} label=${t("called")} name="name" maxlength="100" autocomplete="nickname" defaultValue=${account.name} problem=${problem("name")} />
        <${Field} label=${t("zone")} help=${t("zone_help")} name="timezone" list="zones" defaultValue=${account.timezone || ""} autocomplete="off"
          placeholder=${Intl.DateTimeFormat().resolvedOptions().timeZone} problem=${problem("timezone")} />
        <datalist id="zones">${zones.map((zone) => html`<option value=${zone} />`)}</datalist>
        <p class="problem" role="alert">${problem() || ""}</p>
        <p><button type="submit" disabled=${busy}>${t("save")}</button></p>
      </form>
    </section>`;
}

function Password() {
  const [others, setOthers] = useState(true);
  const { busy, problem, submit } = useForm(async ({ current, replacement }, form) => {
    await call("POST", "/account/password", { current_password: current, new_password: replacement, end_other_sessions: others });
    form.reset();
    notify(t("password_changed"));
  });
  return html`
    <section aria-labelledby="password-title">
      <h2 id="password-title">${t("password")}</h2>
      <form onSubmit=${submit}>
        <${Field} label=${t("current_password")} name="current" type="password" required autocomplete="current-password" problem=${problem("current_password")} />
        <${NewPassword} name="replacement" label=${t("new_password")} problem=${problem("new_password")} />
        <${Switch} label=${t("end_others")} checked=${others} onChange=${setOthers} />
        <p class="problem" role="alert">${problem() || ""}</p>
        <p><button type="submit" disabled=${busy}>${t("change_password")}</button></p>
      </form>
    </section>`;
}

function Leave({ account }) {
  const [busy, run] = useAction();
  const [asked, setAsked] = useState(false);
  const form = useForm(async ({ password, code }) => {
    await call("DELETE", "/me", code ? { password, code } : { password });
    forget();
    over(t("deleted"));
  });
  return html`
    <section aria-labelledby="data-title">
      <h2 id="data-title">${t("data")}</h2>
      <p class="help">${t("export_help")}</p>
      <p class="buttons">
        <button type="button" class="quiet" disabled=${busy} onClick=${run(() => download("/me/export", "demi-export.json"))}>${t("export")}</button>
        <button type="button" class="danger" onClick=${() => setAsked(true)}>${t("delete_account")}</button>
      </p>
      ${asked && html`
        <${Dialog} title=${t("delete_account")} onClose=${() => setAsked(false)}>
          <p>${t("delete_help")}</p>
          <form onSubmit=${form.submit}>
            <${Field} label=${t("current_password")} name="password" type="password" required autocomplete="current-password" problem=${form.problem("password")} />
            ${account.second_factor && html`<${Field} label=${t("code")} name="code" required autocomplete="one-time-code" problem=${form.problem("code")} />`}
            <p class="problem" role="alert">${form.problem() || ""}</p>
            <p class="buttons">
              <button type="button" class="quiet" onClick=${() => setAsked(false)}>${t("cancel")}</button>
              <button type="submit" class="danger" disabled=${form.busy}>${t("delete_account")}</button>
            </p>
          </form>
        <//>`}
    </section>`;
}
