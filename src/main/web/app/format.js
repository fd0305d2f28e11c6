// Times and numbers as the person's language writes them.

import { language, texts } from "./text.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const locale = navigator.languages.find((name) => name.startsWith(language)) || language;

const TIME = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const FULL = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" });
const SHORT = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const DAY_AND_MONTH = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const DATE = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
const RELATIVE = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const NUMBER = new Intl.NumberFormat(locale);

export const time = (iso) => TIME.format(new Date(iso));
export const fullTime = (iso) => FULL.format(new Date(iso));
export const shortTime = (iso) => SHORT.format(new Date(iso));
export const dayAndMonth = (iso) => DAY_AND_MONTH.format(new Date(iso));
export const date = (iso) => DATE.format(new Date(iso));
export const number = (value) => NUMBER.format(value);
export const percent = (value) => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(value);

/** One day of the person's own, as a key. */
export const dayOf = (iso) => new Date(iso).toDateString();

export function day(iso) {
  const then = new Date(iso);
  const now = new Date();
  if (then.toDateString() === now.toDateString()) return t("today");
  if (then.toDateString() === new Date(now - 86_400_000).toDateString()) return t("yesterday");
  return (then.getFullYear() === now.getFullYear() ? DAY : DAY_AND_YEAR).format(then);
}

const STEPS = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000]];

/** "3 hours ago", "in 2 days". */
export function ago(iso) {
  const gap = new Date(iso) - Date.now();
  for (const [unit, length] of STEPS) {
    if (Math.abs(gap) >= length) return RELATIVE.format(Math.trunc(gap / length), unit);
  }
  return t("now");
}

const SIZES = ["B", "kB", "MB", "GB", "TB"];

export function bytes(value) {
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < SIZES.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: size < 10 && unit ? 1 : 0 }).format(size)} ${SIZES[unit]}`;
}

/** "4 hours", "12 minutes". */
export function span(milliseconds) {
  const [unit, length] = STEPS.find((step) => milliseconds >= step[1]) || STEPS[STEPS.length - 1];
  const count = Math.max(1, Math.round(milliseconds / length));
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
