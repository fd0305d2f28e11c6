// Who has an account here: invite, disable, unlock, remove.

import { call, get } from "../app/api.js";
import { ago, date, shortTime } from "../app/format.js";
import { notify } from "../app/notes.js";
import { html } from "../app/preact.js";
import { texts } from "../app/text.js";
import { useData } from "../parts/data.js";
import { useConfirm } from "../parts/Dialog.js";
import { useAction } from "../parts/Field.js";
import { Menu } from "../parts/Menu.js";
import { Pending } from "../parts/Pending.js";
import { style } from "../parts/style.js";
import { Invites } from "./Invites.js";
import TEXT from "./words.js";

await style("../style/house.css");

const t = texts(TEXT);

export default function People({ account }) {
  const { data: people, problem, reload } = useData(() => get("/people"));
  const [question, confirm] = useConfirm();
  const [, run] = useAction();

  const actionsOf = (person) => {
    const path = `/people/${encodeURIComponent(person.user_id)}`;
    const name = nameOf(person);
    const change = (fields, done) => run(async () => {
      await call("PATCH", path, fields);
      await reload();
      if (done) notify(done);
    });
    const disable = async () => {
      if (await confirm({ text: t("disable_question", { name }), yes: t("disable"), danger: true })) await change({ active: false })();
    };
    const remove = async () => {
      if (!await confirm({ text: t("remove_question", { name }), yes: t("remove"), danger: true })) return;
      await run(async () => {
        await call("DELETE", path);
        await reload();
        notify(t("removed", { name }));
      })();
    };
    return [
      person.locked_until && { label: t("unlock"), icon: "check", run: change({ locked: false }, t("unlocked", { name })) },
      person.active ? { label: t("disable"), icon: "stop", run: disable } : { label: t("enable"), icon: "again", run: change({ active: true }) },
      { label: t("remove"), icon: "bin", danger: true, run: remove },
    ].filter(Boolean);
  };

  return html`
    <section aria-labelledby="people">
      <h2 id="people">${t("people")}</h2>
      ${(!people || problem) && html`<${Pending} problem=${problem} again=${reload} />`}
      <ul class="rows">
        ${(people || []).map((person) => html`
          <${Person} key=${person.user_id} person=${person} self=${person.user_id === account.user_id} actions=${() => actionsOf(person)} />`)}
      </ul>
      ${question}
    </section>
    <${Invites} />`;
}

const nameOf = (person) => person.name || person.email;

function Person({ person, self, actions }) {
  const locked = person.locked_until && Date.parse(person.locked_until) > Date.now();
  const known = [
    person.last_message_at ? t("last_message", { when: ago(person.last_message_at) }) : t("never_wrote"),
    person.last_login && t("last_login", { when: ago(person.last_login) }),
    t("joined", { date: date(person.created_at) }),
  ].filter(Boolean);
  return html`
    <li>
      <div class="main">
        <p><strong><bdi>${nameOf(person)}</bdi></strong>
          ${person.owner && html` <span class="tag">${t("owner")}</span>`}
          ${self && html` <span class="tag">${t("you")}</span>`}
          ${!person.active && html` <span class="tag warn">${t("disabled")}</span>`}
          ${locked && html` <span class="tag warn">${t("locked", { when: shortTime(person.locked_until) })}</span>`}</p>
        ${person.name && html`<p class="help">${person.email}</p>`}
        <p class="help">${known.join(" · ")}</p>
      </div>
      ${!person.owner && html`<${Menu} label=${t("actions_person", { name: nameOf(person) })} icon="more" items=${actions} />`}
    </li>`;
}
