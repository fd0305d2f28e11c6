// REST, as /api/openapi.yaml has it.

import { language, texts } from "./text.js";
import TEXT from "./words.js";
import { freshToken } from "./session.js";

const t = texts(TEXT);

/** Where a proxy has her may be a path of its own; with a slash at its end. */
export const base = new URL(".", document.baseURI).pathname;

/** The server does not do it; the message is for the person. */
export class Refused extends Error {
  constructor(status, sentence, field, code) {
    super(sentence);
    this.status = status;
    this.field = field;
    this.code = code;
  }
}

/** The server could not be asked. */
export class Unreachable extends Error {
  constructor() {
    super(t("unreachable"));
  }
}

/** @param prefix before the path; `raw` answers the response and not its JSON */
export async function send(method, path, { body, token, headers = {}, raw = false, prefix = "api/v1" } = {}) {
  const sent = { "Accept-Language": language, ...headers };
  let payload = body;
  if (body !== undefined && body !== null && !(body instanceof Blob)) {
    sent["Content-Type"] = "application/json";
    payload = JSON.stringify(body);
  }
  if (token) sent.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(base + `${prefix}${path}`.replace(/^\/+/, ""), { method, headers: sent, body: payload });
  } catch {
    throw new Unreachable();
  }
  if (response.ok && raw) return response;
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.detail || t("failed"), answer.field, answer.code);
  return answer;
}

/** With the person's token, a fresh one where this one has run out meanwhile. */
export async function call(method, path, body, options = {}) {
  const token = await freshToken(null);
  try {
    return await send(method, path, { ...options, body, token });
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 401 || error.field) throw error;
    const other = await freshToken(token);
    return send(method, path, { ...options, body, token: other });
  }
}

export const get = (path) => call("GET", path);

/** Saves what an address answers as a file. */
export async function download(path, name) {
  const response = await call("GET", path, undefined, { raw: true });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
