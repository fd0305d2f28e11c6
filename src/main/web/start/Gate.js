// What somebody sees who is not logged in: a wait, the first account, an invitation, the login.

import { html, useEffect, useState } from "../app/preact.js";
import { texts } from "../app/text.js";
// Not start/words.js, which nobody needs who is logged in.
import TEXT from "../app/words.js";

const t = texts(TEXT);

const VIEWS = {
  setup: () => import("./Setup.js"),
  join: () => import("./Join.js"),
  login: () => import("./Login.js"),
};

export function Gate({ gate }) {
  const [loaded, setLoaded] = useState(null);
  const load = gate && VIEWS[gate.view];
  useEffect(() => {
    if (load) load().then((module) => setLoaded({ view: gate.view, module }));
  }, [load]);
  if (load && loaded && loaded.view === gate.view) return html`<${loaded.module.default} ...${gate} />`;
  return html`
    <main class="card" id="content" tabindex="-1" aria-busy="true">
      <h1>Demi</h1>
      <p role="status">${gate && gate.sentence ? `${gate.sentence} ${t("trying")}` : t("moment")}</p>
    </main>`;
}
