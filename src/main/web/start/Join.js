// An invitation of the owner's, taken up.

import { html, useEffect, useState } from "../app/preact.js";
import { send } from "../app/api.js";
import { enter } from "../app/enter.js";
import { register } from "../app/session.js";
import { texts } from "../app/text.js";
import { Field, useForm } from "../parts/Field.js";
import { NewPassword } from "./NewPassword.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export default function Join({ code }) {
  const [invite, setInvite] = useState(null);
  const [refused, setRefused] = useState("");
  const { busy, problem, submit } = useForm(async (fields) => {
    await register("/join", { ...fields, code });
    await enter();
  });
  useEffect(() => {
    send("POST", "/join/check", { body: { code } }).then(setInvite, (error) => setRefused(error.status === 404 ? t("invite_over") : error.message));
  }, []);
  return html`
    <main class="card" id="content" tabindex="-1">
      <img src="icon.svg" alt="" width="64" height="64" />
      <h1>${t("invited")}</h1>
      ${refused && html`<p role="alert" class="problem">${refused}</p><p><a href="./">${t("to_login")}</a></p>`}
      ${invite && html`
        <p>${t("invited_help")}</p>
        <form onSubmit=${submit}>
          <${Field} label=${t("called")} help=${t("called_help")} name="username" autocomplete="nickname" maxlength="100" defaultValue=${invite.name || ""}
            problem=${problem("username")} />
          <${Field} label=${t("email")} help=${t("email_help")} name="email" type="email" required autocomplete="username" problem=${problem("email")} />
          <${NewPassword} problem=${problem("password")} />
          <p class="problem" role="alert">${problem() || ""}</p>
          <button type="submit" disabled=${busy}>${t("make_account")}</button>
        </form>`}
    </main>`;
}
