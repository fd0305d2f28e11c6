// The shell that is kept for offline use, and what happens when the server has a newer one.

import { base, send } from "./api.js";
import { notify } from "./notes.js";
import { texts } from "./text.js";
import TEXT from "./words.js";

const t = texts(TEXT);

// The address of a script is what Trusted Types guard; there is only this one.
const policy = self.trustedTypes?.createPolicy("demi", {
  createScriptURL: (address) => {
    if (address !== `${base}sw.js`) throw new TypeError("no script of Demi's");
    return address;
  },
});

const reload = { label: t("reload"), run: () => location.reload() };

export function askForReload() {
  // A part of the app that is fetched only now belongs to a version that is gone.
  addEventListener("demi:outdated", () => send("GET", "/status")
    .then(() => notify(t("updated"), "info", reload), (error) => notify(error.message, "warn")));
  if (!("serviceWorker" in navigator)) return;
  const had = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.register(policy ? policy.createScriptURL(`${base}sw.js`) : `${base}sw.js`).catch(() => {});
  navigator.serviceWorker.addEventListener("controllerchange", () => had && notify(t("updated"), "info", reload));
}
