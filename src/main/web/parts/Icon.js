// Icons as lines, drawn in the colour of the text around them.

import { html } from "../app/preact.js";

const PATHS = {
  again: "M4 12a8 8 0 1 0 3-6.2M4 4v4h4",
  back: "M14 6l-6 6 6 6",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  check: "M5 13l4 4L19 7",
  checks: "M2 13l4 4L15 7M12 16l1 1L22 7",
  clock: "M12 3a9 9 0 1 0 .01 0M12 7v5l3 2",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  down: "M6 9l6 6 6-6",
  edit: "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
  menu: "M4 6h16M4 12h16M4 18h16",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  search: "M11 4a7 7 0 1 0 .01 0M16 16l5 5",
  send: "M4 12l16-8-5 16-3-7z",
  speaker: "M4 9v6h4l5 4V5L8 9zM17 9a4 4 0 0 1 0 6",
  stop: "M7 7h10v10H7z",
  warn: "M12 4l9 16H3zM12 10v4M12 17h.01",
};

/** @param label what it says to a screen reader; without one it is ornament */
export function Icon({ name, label }) {
  return html`
    <svg class="icon" viewBox="0 0 24 24" role=${label ? "img" : undefined} aria-label=${label} aria-hidden=${label ? undefined : "true"}>
      <path d=${PATHS[name]} />
    </svg>`;
}
