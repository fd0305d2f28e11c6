// What she says, as Markdown: parsed by marked, cleaned by DOMPurify, put in as nodes. Nothing of it is ever markup of the page's.

import { marked } from "../lib/marked.esm.js";
import DOMPurify from "../lib/purify.min.js";
import { texts } from "../app/text.js";
import TEXT from "./words.js";

const t = texts(TEXT);

const ALLOWED = {
  ALLOWED_TAGS: ["p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
    "table", "thead", "tbody", "tr", "th", "td", "input"],
  ALLOWED_ATTR: ["href", "class", "start", "type", "checked", "disabled", "align"],
  // DOMPurify 3.4.15 holds each value against ALLOWED_URI_REGEXP unless its attribute is named here or in its own short list:
  // with a pattern of one's own "start" of a list, "type" of a checkbox and "align" of a cell would be dropped.
  ADD_URI_SAFE_ATTR: ["start", "type", "checked", "disabled", "align", "class"],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};

// HTML in what is said is what somebody wrote, and is shown as such. Pictures would be fetched from others: their address is shown.
const escaped = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
marked.use({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => escaped(text),
    image: ({ href, text }) => `<a href="${escaped(href)}">${escaped(text || href)}</a>`,
  },
});

/** The nodes of some whole blocks of Markdown. */
function nodes(tokens) {
  const fragment = DOMPurify.sanitize(marked.parser(tokens), ALLOWED);
  for (const link of fragment.querySelectorAll("a")) {
    link.rel = "noreferrer noopener nofollow";
    link.target = "_blank";
  }
  for (const box of fragment.querySelectorAll("input")) {
    if (box.type !== "checkbox") box.remove();
    else box.disabled = true;
  }
  for (const heading of fragment.querySelectorAll("h1, h2, h3, h4, h5, h6")) demote(heading);
  for (const table of fragment.querySelectorAll("table")) scrollable(table, t("table"));
  for (const code of fragment.querySelectorAll("pre > code")) frame(code);
  for (const block of fragment.children) block.dir = "auto";
  return fragment;
}

/** The page has headings of its own: hers look like some and are none. */
function demote(heading) {
  const line = document.createElement("p");
  line.className = "heading";
  line.append(...heading.childNodes);
  heading.replaceWith(line);
}

function scrollable(element, label) {
  const box = document.createElement("div");
  box.className = "scrolls";
  box.tabIndex = 0;
  box.role = "region";
  box.ariaLabel = label;
  element.replaceWith(box);
  box.append(element);
}

function frame(code) {
  const language = (/language-([\w+#-]+)/.exec(code.className) || [])[1] || "";
  const box = document.createElement("div");
  box.className = "code";
  const bar = document.createElement("div");
  bar.className = "bar";
  const name = document.createElement("span");
  name.textContent = language;
  const copy = document.createElement("button");
  copy.type = "button";
  copy.className = "plain";
  copy.textContent = t("copy");
  copy.dataset.copy = "code";
  bar.append(name, copy);
  const pre = code.parentElement;
  pre.dir = "ltr";
  pre.tabIndex = 0;
  pre.replaceWith(box);
  box.append(bar, pre);
  if (language) colour(code, language);
}

let highlighter = null;

async function colour(code, language) {
  highlighter ||= import("../lib/highlight.min.js").then((module) => module.default).catch(() => null);
  const hljs = await highlighter;
  if (!hljs || !hljs.getLanguage(language) || code.textContent.length > 20_000) return;
  const { value } = hljs.highlight(code.textContent, { language, ignoreIllegals: true });
  code.replaceChildren(DOMPurify.sanitize(value, { ALLOWED_TAGS: ["span"], ALLOWED_ATTR: ["class"], RETURN_DOM_FRAGMENT: true }));
}

/**
 * Shows text in an element, again and again while it grows: blocks that are over stay as they are, and only the last ones are made
 * anew, so that a long reply costs no more at its end than at its beginning.
 */
export function writer(element) {
  let done = ""; // what the kept nodes stand for
  let kept = 0;
  return (text) => {
    if (!text.startsWith(done)) {
      done = "";
      kept = 0;
    }
    while (element.childNodes.length > kept) element.lastChild.remove();
    const tokens = marked.lexer(text.slice(done.length));
    const open = openFrom(tokens);
    if (open > 0) {
      const over = tokens.slice(0, open);
      over.links = tokens.links;
      element.append(nodes(over));
      kept = element.childNodes.length;
      done += over.map((token) => token.raw).join("");
    }
    const rest = tokens.slice(open);
    rest.links = tokens.links;
    element.append(nodes(rest));
  };
}

/** The last two blocks may still become something else: a line below makes a heading or a table of a paragraph. */
function openFrom(tokens) {
  let blocks = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    if (tokens[i].type !== "space" && ++blocks === 2) return i;
  }
  return 0;
}

/** The same as plain text, for reading aloud. */
export function plain(text) {
  const fragment = DOMPurify.sanitize(marked.parse(text.replace(/```[\s\S]*?```/g, ` ${t("some_code")} `)), ALLOWED);
  return fragment.textContent.replace(/\p{Extended_Pictographic}/gu, "").trim();
}
