// What moved her, as sentences.

import { span } from "../app/format.js";
import { texts } from "../app/text.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const MOST_CHANGES = 3;
const SHORT_MS = 60_000;

/** "lonelier, less excited: 4 hours of silence" */
export function sentenceOf(cause) {
  return `${changesOf(cause)}: ${reasonOf(cause)}`;
}

function changesOf({ changes }) {
  const strongest = Object.entries(changes).sort(([, one], [, other]) => Math.abs(other) - Math.abs(one)).slice(0, MOST_CHANGES);
  return strongest.map(([emotion, delta]) => t(`${delta > 0 ? "up" : "down"}_${emotion}`)).join(", ");
}

function reasonOf(cause) {
  if (cause.kind === "time") {
    const gone = Date.parse(cause.at) - Date.parse(cause.since);
    if (gone < SHORT_MS) return t("time_short");
    return t(cause.changes.loneliness > 0 ? "time_lonely" : "time", { span: span(gone) });
  }
  const name = [`${cause.kind}_${cause.by}`, cause.kind].find((key) => key in TEXT);
  if (name) return t(name);
  return cause.by === "she" ? t("by_she") : cause.kind.replaceAll("_", " ");
}
