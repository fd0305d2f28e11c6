// The title of the page: where somebody is, and how many messages wait.

let place = "";
let count = 0;

function write() {
  document.title = `${count ? `(${count}) ` : ""}${place ? `${place} – ` : ""}Demi`;
}

export function placeInTitle(name) {
  place = name;
  write();
}

export function countInTitle(messages) {
  count = messages;
  write();
}
