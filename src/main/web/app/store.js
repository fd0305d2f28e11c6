// What is known, in one place: read with useStore, changed with update. Values are never changed in place.

import { useEffect, useState } from "./preact.js";

export function createStore(initial) {
  let state = initial;
  const listeners = new Set();
  return {
    get: () => state,
    /** @param change the fields that are new, or a function that makes them of the state */
    update(change) {
      const fields = typeof change === "function" ? change(state) : change;
      if (!fields || fields === state) return;
      state = { ...state, ...fields };
      for (const listener of [...listeners]) listener(state);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const store = createStore({
  account: null, // as GET /me has it; null while nobody is logged in
  gate: null, // what is seen without an account: {view: "waiting", "setup", "join" or "login", …}
  connection: "connecting", // "online", "connecting", "offline"
  health: null, // as GET /health has it
  mood: null, // {emotion_state, dominant}
  conversation: null, // see chat/conversation.js
  notes: [], // sentences that show for a while: {id, text, kind, action}
});

/** The part of the state that `select` picks, drawn anew when that is another one. */
export function useStore(select) {
  const [value, setValue] = useState(() => select(store.get()));
  useEffect(() => {
    const look = () => setValue(() => select(store.get()));
    look();
    return store.subscribe(look);
  }, []);
  return value;
}
