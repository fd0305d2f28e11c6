// To the clipboard, with a word about whether it worked: browsers allow it over https and on this machine only.

import { notify } from "../app/notes.js";
import { texts } from "../app/text.js";
import TEXT from "./words.js";

const t = texts(TEXT);

export function copy(text) {
  const done = navigator.clipboard ? navigator.clipboard.writeText(text) : Promise.reject(new Error("no clipboard"));
  return done.then(() => notify(t("copied")), () => notify(t("no_clipboard"), "warn"));
}
