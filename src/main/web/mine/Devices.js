// Where the person is logged in, and what happened to the account.

import { html, useEffect, useState } from "../app/preact.js";
import { call, get } from "../app/api.js";
import { ago, fullTime, shortTime } from "../app/format.js";
import { notify } from "../app/notes.js";
import { texts } from "../app/text.js";
import { useAction } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export default function Devices() {
  const [state, setState] = useState(null);
  const [busy, run] = useAction();
  const load = async () => setState(await get("/auth/sessions"));
  useEffect(() => { load().catch((error) => notify(error.message, "warn")); }, []);
  if (!state) return html`<p class="help" role="status">${t("moment")}</p>`;
  const end = (session) => run(() => call("DELETE", `/auth/sessions/${encodeURIComponent(session.session_id)}`).then(load));
  const others = state.sessions.filter((session) => !session.is_current);
  return html`
    <section aria-label=${t("sessions")}>
      <ul class="rows">
        ${state.sessions.map((session) => html`
          <li key=${session.session_id}>
            <span class="main"><bdi>${session.device_name}</bdi> ${session.is_current && html`<span class="tag">${t("this_one")}</span>`}<br />
              <span class="help" title=${fullTime(session.last_activity)}>${t("active", { when: ago(session.last_activity) })}.${" "}
                ${t("since_until", { since: shortTime(session.created_at), until: shortTime(session.expires_at) })}</span></span>
            ${!session.is_current && html`<button type="button" class="danger" disabled=${busy} onClick=${end(session)}>${t("end")}</button>`}
          </li>`)}
      </ul>
      ${others.length > 1 && html`<p><button type="button" class="danger" disabled=${busy} onClick=${run(() => call("DELETE", "/auth/sessions").then(load))}>${t("end_all")}</button></p>`}
    </section>
    <section aria-labelledby="notices-title">
      <h2 id="notices-title">${t("happened")}</h2>
      ${state.notices.length === 0 && html`<p class="help">${t("nothing_happened")}</p>`}
      <ul class="rows">
        ${state.notices.map((notice) => html`
          <li><span class="main">${t(`notice_${notice.kind}`)}${notice.device_name && html` (<bdi>${notice.device_name}</bdi>)`}</span>
            <span class="help" title=${fullTime(notice.at)}>${ago(notice.at)}</span></li>`)}
      </ul>
    </section>`;
}
