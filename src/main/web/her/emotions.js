// Her nine emotions, in the order in which they are shown; each has a colour of its own in her.css, "--loneliness" and so on.

import { language } from "../app/text.js";

export const EMOTIONS = [
  "affection", "curiosity", "excitement", "confidence", "loneliness", "vulnerability", "jealousy", "frustration", "defensiveness",
];

/** A name of one within a sentence: only German writes it with a capital. */
export const within = (name) => (language === "de" ? name : name.toLowerCase());
