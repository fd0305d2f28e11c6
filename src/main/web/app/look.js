// How the app looks: kept with the account, and in this browser for the moment before it knows whose it is.

import { isOutdated, keepLanguage } from "./text.js";

/** @param account with theme, text_size and language, each null for the browser's own */
export function keepAppearance({ theme, text_size: size, language: wanted }) {
  const root = document.documentElement;
  keep("demi.theme", theme);
  keep("demi.text_size", size);
  root.dataset.theme = theme || "";
  root.dataset.size = size || "";
  keepBar(theme);
  keepLanguage(wanted);
  if (isOutdated()) location.reload();
}

/** The bar of the browser goes with the theme. */
function keepBar(theme) {
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
    meta.dataset.scheme ||= meta.media.includes("dark") ? "dark" : "light";
    if (theme) meta.media = meta.dataset.scheme === theme ? "all" : "not all";
    else meta.media = `(prefers-color-scheme: ${meta.dataset.scheme})`;
  }
}

function keep(name, value) {
  if (value) localStorage.setItem(name, value);
  else localStorage.removeItem(name);
}
