// Invitations: a link that is shown once, as text and as a QR code, and those that nobody has taken up yet.

import { call, get } from "../app/api.js";
import { ago, shortTime } from "../app/format.js";
import { notify } from "../app/notes.js";
import { html, useEffect, useRef, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
import { useData } from "../parts/data.js";
import { Field, useAction, useForm } from "../parts/Field.js";
import { Pending } from "../parts/Pending.js";
import { QrCode } from "../parts/QrCode.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const ONLY_HERE = /^(localhost|127\.|\[::1\])/;

export function Invites() {
  const { data: open, problem, reload } = useData(() => get("/people/invites"));
  const [made, setMade] = useState(null);
  const [busy, run] = useAction();
  const form = useForm(async ({ name }, element) => {
    setMade(await call("POST", "/people/invites", name.trim() ? { name: name.trim() } : {}));
    element.reset();
    reload();
  });
  const takeBack = (invite) => run(async () => {
    await call("DELETE", `/people/invites/${encodeURIComponent(invite.id)}`);
    if (made && made.id === invite.id) setMade(null);
    await reload();
  });
  return html`
    <section aria-labelledby="invite">
      <h2 id="invite">${t("invite")}</h2>
      <p class="help">${t("invite_help")}</p>
      ${made
        ? html`<${Invitation} invite=${made} onDone=${() => setMade(null)} />`
        : html`
          <form onSubmit=${form.submit}>
            <${Field} label=${t("invite_name")} name="name" maxlength="100" autocomplete="off" problem=${form.problem("name")} />
            <p class="problem" role="alert">${form.problem() || ""}</p>
            <p><button type="submit" disabled=${form.busy}>${t("make_invite")}</button></p>
          </form>`}
      ${problem && html`<${Pending} problem=${problem} again=${reload} />`}
      ${open && open.length > 0 && html`
        <h3>${t("open_invites")}</h3>
        <ul class="rows">
          ${open.map((invite) => html`
            <li key=${invite.id}>
              <span class="main"><bdi>${invite.name || t("nameless_invite")}</bdi>${" "}
                <span class="help" title=${shortTime(invite.expires_at)}>${t("invite_ends", { when: ago(invite.expires_at) })}</span></span>
              <button type="button" class="quiet" disabled=${busy} onClick=${takeBack(invite)}>${t("take_back")}</button>
            </li>`)}
        </ul>`}
    </section>`;
}

function Invitation({ invite, onDone }) {
  const title = useRef();
  // The form that had the focus is gone.
  useEffect(() => title.current.focus(), []);
  const link = new URL(invite.path, document.baseURI).href;
  const copy = async () => {
    if (!navigator.clipboard) return notify(t("no_clipboard"), "warn");
    await navigator.clipboard.writeText(link);
    return notify(t("copied"));
  };
  // Who closes what the system opens has not failed at anything.
  const share = () => navigator.share({ title: "Demi", url: link }).catch(() => {});
  return html`
    <div class="invitation">
      <h3 tabindex="-1" ref=${title}>${invite.name ? t("invite_ready_for", { name: invite.name }) : t("invite_link")}</h3>
      <p role="status">${t("invite_ready", { when: shortTime(invite.expires_at) })}</p>
      ${ONLY_HERE.test(location.host) && html`<p class="problem">${t("only_here")}</p>`}
      <${Field} label=${t("invite_link")} readonly value=${link} onFocus=${(event) => event.target.select()} />
      <${QrCode} text=${link} label=${t("invite_qr")} />
      <p class="buttons">
        <button type="button" onClick=${copy}>${t("copy")}</button>
        ${navigator.share && html`<button type="button" class="quiet" onClick=${share}>${t("share")}</button>`}
        <button type="button" class="quiet" onClick=${onDone}>${t("done")}</button>
      </p>
    </div>`;
}
