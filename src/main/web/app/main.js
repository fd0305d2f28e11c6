// Starts the app: who is here, and what they see.

import { html, render } from "./preact.js";
import { App } from "./App.js";
import { send } from "./api.js";
import { finishLeaving, hasSession, onEnd } from "./session.js";
import { store } from "./store.js";
import { close } from "../chat/live.js";
import { enter } from "./enter.js";
import { askForReload } from "./update.js";

const RETRY_MS = 3_000;

onEnd((sentence) => {
  close();
  if (location.hash) history.replaceState(null, "", location.pathname);
  store.update({ account: null, gate: { view: "login", sentence } });
});

/** The one-time code of an address, out of which it goes at once, and with that out of the browser's history. */
function takeCode() {
  const place = location.pathname.split("/").pop();
  const code = new URLSearchParams(location.search).get("code") || new URLSearchParams(location.hash.slice(1)).get("code");
  if (place === "setup" || place === "join") history.replaceState(null, "", new URL(".", document.baseURI).pathname);
  return { place, code };
}

const link = takeCode();

async function begin() {
  try {
    await finishLeaving();
    if (link.place === "join" && link.code) {
      store.update({ gate: { view: "join", code: link.code } });
    } else if (hasSession()) {
      await enter();
    } else {
      const { needed } = await send("GET", "/setup");
      send("GET", "/health").then((health) => store.update({ health }), () => {});
      store.update({ gate: { view: needed ? "setup" : "login", code: link.code, used: link.place === "setup" && !needed } });
    }
  } catch (error) {
    if (store.get().gate) return; // the session was over, and session.js has said so
    store.update({ gate: { view: "waiting", sentence: error.message } });
    setTimeout(begin, RETRY_MS);
  }
}

const place = document.getElementById("app");
place.replaceChildren();
render(html`<${App} />`, place);
begin();
askForReload();
