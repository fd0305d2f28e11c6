// Chat networks on which she is the same, for who has linked an account there.

import { html, useEffect, useState } from "../app/preact.js";
import { call, get } from "../app/api.js";
import { notify } from "../app/notes.js";
import { texts } from "../app/text.js";
import { useAction } from "../parts/Field.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const NAMES = { discord: "Discord", telegram: "Telegram", matrix: "Matrix" };

export default function Networks({ account }) {
  const [list, setList] = useState(null);
  const [code, setCode] = useState(null);
  const [busy, run] = useAction();
  const load = async () => setList(await get("/networks"));
  useEffect(() => { load().catch((error) => notify(error.message, "warn")); }, []);
  if (!list) return html`<p class="help" role="status">${t("moment")}</p>`;
  const reachable = list.filter((network) => network.state !== "off");
  return html`
    <section aria-label=${t("networks")}>
      <ul class="rows">
        ${list.map((network) => html`
          <li key=${network.name}>
            <span class="main"><strong>${NAMES[network.name] || network.name}</strong> <span class=${`tag${network.state === "down" ? " warn" : ""}`}>${t(`state_${network.state}`)}</span><br />
              <span class="help">${network.linked ? t("linked_as", { name: network.linked.name || network.linked.id }) : network.state === "off" ? t(account.owner ? "off_owner" : "off_help") : t("not_linked")}</span>
              ${network.sentence && network.state !== "up" && network.state !== "off" && html`<br /><span class="problem">${network.sentence}</span>`}
              ${network.invite && html`<br /><a href=${network.invite} target="_blank" rel="noreferrer">${t("invite_her")}</a>`}</span>
            ${network.people && network.people.length > 0 && html`
              <p class="help">${t("linked_people", { names: network.people.map((person) => `${person.account} (${person.name})`).join(", ") })}</p>`}
            ${network.linked && html`<button type="button" class="danger" disabled=${busy}
              onClick=${run(() => call("DELETE", `/networks/${network.name}/link`).then(load))}>${t("unlink")}</button>`}
          </li>`)}
      </ul>
      ${reachable.length > 0 && html`
        <p class="help">${t("link_help")}</p>
        <p><button type="button" disabled=${busy} onClick=${run(async () => setCode((await call("POST", "/discord/code")).code))}>${t("link")}</button></p>
        <p role="status">${code ? html`${t("write_there")} <code>link ${code}</code>` : ""}</p>`}
    </section>`;
}
