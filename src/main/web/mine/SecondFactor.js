// A code of an authenticator app beside the password, and passwords for apps that cannot send one.

import { html, useEffect, useState } from "../app/preact.js";
import { call, get } from "../app/api.js";
import { ago } from "../app/format.js";
import { notify } from "../app/notes.js";
import { store } from "../app/store.js";
import { texts } from "../app/text.js";
import { useConfirm } from "../parts/Dialog.js";
import { Field, useAction, useForm } from "../parts/Field.js";
import { QrCode } from "../parts/QrCode.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export function SecondFactor({ account }) {
  const [begun, setBegun] = useState(null); // {secret, uri}
  const [codes, setCodes] = useState(null);
  const reload = async () => store.update({ account: await get("/me") });
  const begin = useForm(async ({ password }) => setBegun(await call("POST", "/account/totp", { password })));
  const confirm = useForm(async ({ code }) => {
    setCodes((await call("POST", "/account/totp/confirm", { code: code.replace(/\s/g, "") })).recovery_codes);
    setBegun(null);
    await reload();
  });
  const end = useForm(async ({ password, code }, form) => {
    await call("POST", "/account/totp/end", { password, code: code.replace(/\s/g, "") });
    form.reset();
    setCodes(null);
    await reload();
  });
  return html`
    <section aria-labelledby="factor-title">
      <h2 id="factor-title">${t("second_factor")} <span class="tag">${account.second_factor ? t("on") : t("off")}</span></h2>
      <p class="help">${t("second_factor_help")}</p>
      ${codes && html`
        <div role="status">
          <p><strong>${t("recovery_codes")}</strong></p>
          <p class="help">${t("recovery_help")}</p>
          <pre tabindex="0">${codes.join("\n")}</pre>
        </div>`}
      ${account.second_factor
        ? html`
          <p class="help">${t("codes_left", { n: account.recovery_codes })}</p>
          <details><summary>${t("turn_off")}</summary>
            <form onSubmit=${end.submit}>
              <${Field} label=${t("current_password")} name="password" type="password" required autocomplete="current-password" />
              <${Field} label=${t("code")} name="code" required autocomplete="one-time-code" />
              <p class="problem" role="alert">${end.error ? end.error.message : ""}</p>
              <p><button type="submit" disabled=${end.busy}>${t("turn_off")}</button></p>
            </form>
          </details>`
        : begun
          ? html`
            <p>${t("scan")}</p>
            <${QrCode} text=${begun.uri} label=${t("scan")} />
            <p class="help">${t("or_type")} <code>${begun.secret}</code></p>
            <form onSubmit=${confirm.submit}>
              <${Field} label=${t("code")} name="code" required inputmode="numeric" autocomplete="one-time-code" />
              <p class="problem" role="alert">${confirm.error ? confirm.error.message : ""}</p>
              <p><button type="submit" disabled=${confirm.busy}>${t("turn_on")}</button></p>
            </form>`
          : html`
            <details><summary>${t("turn_on")}</summary>
              <form onSubmit=${begin.submit}>
                <${Field} label=${t("current_password")} name="password" type="password" required autocomplete="current-password" />
                <p class="problem" role="alert">${begin.error ? begin.error.message : ""}</p>
                <p><button type="submit" disabled=${begin.busy}>${t("go_on")}</button></p>
              </form>
            </details>`}
    </section>
    <${AppPasswords} />`;
}

function AppPasswords() {
  const [list, setList] = useState(null);
  const [made, setMade] = useState(null);
  const [question, ask] = useConfirm();
  const [busy, run] = useAction();
  const load = async () => setList(await get("/account/app-passwords"));
  useEffect(() => { load().catch((error) => notify(error.message, "warn")); }, []);
  const add = useForm(async ({ password, name }, form) => {
    setMade((await call("POST", "/account/app-passwords", { password, name })).app_password);
    form.reset();
    await load();
  });
  const remove = async (entry) => {
    if (!(await ask({ text: t("revoke_question", { name: entry.name }), yes: t("revoke"), danger: true }))) return;
    await run(() => call("DELETE", `/account/app-passwords/${encodeURIComponent(entry.id)}`).then(load))();
  };
  return html`
    <section aria-labelledby="apps-title">
      <h2 id="apps-title">${t("app_passwords")}</h2>
      <p class="help">${t("app_passwords_help")}</p>
      <ul class="rows">
        ${(list || []).map((entry) => html`
          <li key=${entry.id}>
            <span class="main">${entry.name}<br /><span class="help">${entry.last_used ? t("used", { when: ago(entry.last_used) }) : t("never_used")}</span></span>
            <button type="button" class="danger" disabled=${busy} onClick=${() => remove(entry)}>${t("revoke")}</button>
          </li>`)}
      </ul>
      ${made && html`<p role="status">${t("app_password_made")} <code>${made}</code></p>`}
      <details><summary>${t("add_app_password")}</summary>
        <form onSubmit=${add.submit}>
          <${Field} label=${t("app_name")} name="name" required maxlength="100" placeholder="Android" />
          <${Field} label=${t("current_password")} name="password" type="password" required autocomplete="current-password" />
          <p class="problem" role="alert">${add.error ? add.error.message : ""}</p>
          <p><button type="submit" disabled=${add.busy}>${t("make")}</button></p>
        </form>
      </details>
      ${question}
    </section>`;
}
