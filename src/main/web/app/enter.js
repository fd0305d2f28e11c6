// From a session to the app: the account, what it looks like, the live connection.

import { Unreachable, get } from "./api.js";
import { keepAppearance } from "./look.js";
import { session } from "./session.js";
import { store } from "./store.js";
import { open } from "../chat/live.js";

// Who it is, for a start without a connection: then there is the draft, and what waits to be sent.
const KEY = "demi.account";

export async function enter() {
  let account;
  try {
    account = await load();
  } catch (error) {
    const kept = JSON.parse(localStorage.getItem(KEY) || "null");
    if (!(error instanceof Unreachable) || !kept || kept.user_id !== session()?.user) throw error;
    account = kept;
  }
  store.update({ account, gate: null });
  // Somebody may have been shown the door meanwhile.
  if (session()) open(load);
}

async function load() {
  const account = await get("/me");
  // Who has left meanwhile leaves nothing behind.
  if (!session()) return account;
  localStorage.setItem(KEY, JSON.stringify(account));
  keepAppearance(account);
  store.update((state) => (state.account ? { account } : null));
  return account;
}
