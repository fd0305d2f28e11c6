// The first start: an account, and with it the house.

import { html, useEffect, useRef } from "../app/preact.js";
import { enter } from "../app/enter.js";
import { go } from "../app/router.js";
import { register } from "../app/session.js";
import { texts } from "../app/text.js";
import { Field, useForm } from "../parts/Field.js";
import { NewPassword } from "./NewPassword.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export default function Setup({ code }) {
  const main = useRef();
  const { busy, problem, submit } = useForm(async (fields) => {
    await register("/setup", fields);
    go("welcome");
    await enter();
  });
  useEffect(() => main.current.querySelector(code ? "[name=username]" : "[name=code]").focus(), []);
  return html`
    <main class="card" id="content" tabindex="-1" ref=${main}>
      <img src="icon.svg" alt="" width="64" height="64" />
      <h1>${t("hello")}</h1>
      <p>${t("first_account")}</p>
      <form onSubmit=${submit}>
        ${code
          ? html`<input type="hidden" name="code" value=${code} />`
          : html`<${Field} label=${t("one_time_code")} help=${t("one_time_code_help")} name="code" required autocomplete="off" spellcheck="false"
              problem=${problem("code")} />`}
        <${Field} label=${t("called")} help=${t("called_help")} name="username" autocomplete="nickname" maxlength="100" problem=${problem("username")} />
        <${Field} label=${t("email")} help=${t("email_help")} name="email" type="email" required autocomplete="username" problem=${problem("email")} />
        <${NewPassword} problem=${problem("password")} />
        <p class="help">${t("zone", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}</p>
        <p class="problem" role="alert">${problem() || (code && problem("code")) || ""}</p>
        <button type="submit" disabled=${busy}>${t("make_account")}</button>
      </form>
    </main>`;
}
