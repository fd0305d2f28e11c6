// The way in for who has an account.

import { html, useEffect, useRef } from "../app/preact.js";
import { enter } from "../app/enter.js";
import { login } from "../app/session.js";
import { texts } from "../app/text.js";
import { Field, useForm } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);

/** @param used whether a one-time link led here that has been used */
export default function Login({ used, sentence }) {
  const main = useRef();
  const { busy, error, problem, submit } = useForm(async (fields) => {
    await login(fields);
    await enter();
  });
  // Only who has a second factor is asked for it, and then until it is right.
  const asked = useRef(false);
  asked.current ||= Boolean(error && error.field === "code");
  const code = asked.current;
  useEffect(() => main.current.querySelector(code ? "[name=code]" : "[name=email]").focus(), [code]);
  return html`
    <main class="card" id="content" tabindex="-1" ref=${main}>
      <img src="icon.svg" alt="" width="64" height="64" />
      <h1>Demi</h1>
      ${used && html`<p role="status">${t("link_used")}</p>`}
      ${sentence && html`<p role="status">${sentence}</p>`}
      <form onSubmit=${submit}>
        <${Field} label=${t("email")} name="email" type="email" required autocomplete="username" />
        <${Field} label=${t("password")} name="password" type="password" required autocomplete="current-password" />
        ${code && html`<${Field} label=${t("code_of_app")} name="code" autocomplete="one-time-code" problem=${problem("code")} />`}
        <p class="problem" role="alert">${problem() || ""}</p>
        <button type="submit" disabled=${busy}>${t("login")}</button>
      </form>
      <details><summary>${t("forgotten")}</summary><p class="help">${t("forgotten_help")}</p></details>
    </main>`;
}
