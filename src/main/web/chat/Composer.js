// Where a person writes.

import { html, useEffect, useRef, useState } from "../app/preact.js";
import { call } from "../app/api.js";
import { notify } from "../app/notes.js";
import { useStore } from "../app/store.js";
import { texts } from "../app/text.js";
import { Icon } from "../parts/Icon.js";
import { stopReply } from "./live.js";
import * as outbox from "./outbox.js";
import { Pictures } from "./Pictures.js";
import { upload } from "./pictures.js";
import TEXT from "./words.js";

const t = texts(TEXT);
const MOST = 4_000;
const MOST_PICTURES = 4;

// What is blank to the server as well: she would not say a word about it, and it would wait here for ever.
const stripped = (text) => text.replace(/^[\s\x1c-\x1f\x85\u200b]+|[\s\x1c-\x1f\x85\u200b]+$/g, "");

/** @param editing the person's message that is changed, null for none */
export function Composer({ editing, onEdited }) {
  const field = useRef();
  const chooser = useRef();
  const [words, setWords] = useState(outbox.draft);
  const [pictures, setPictures] = useState([]);
  const [coming, setComing] = useState(0); // pictures that are on their way to the server
  const busy = useRef(false);
  const typing = useStore((state) => Boolean(state.conversation && state.conversation.typing));
  const online = useStore((state) => state.connection === "online");
  const rest = MOST - [...words].length;

  useEffect(() => {
    if (!editing) outbox.keepDraft(words);
    fit(field.current);
  }, [words]);
  useEffect(() => {
    if (editing) setWords(editing.content);
    field.current.focus();
  }, [editing]);
  useEffect(() => {
    // Demi does not take it: the words go back to where they were written, behind what is there already.
    const back = (event) => {
      event.preventDefault();
      const { content, pictures: along } = event.detail;
      if (editing) outbox.keepDraft(outbox.joined(outbox.draft(), content));
      else setWords((now) => outbox.joined(now, content));
      setPictures((now) => [...now, ...along].slice(0, MOST_PICTURES));
    };
    addEventListener("demi:giveback", back);
    return () => removeEventListener("demi:giveback", back);
  }, [editing]);
  useEffect(() => {
    // Wherever in the chat something is dropped: else the browser opens it in the app's place.
    const over = (event) => event.preventDefault();
    const drop = (event) => {
      event.preventDefault();
      attach(event.dataTransfer.files);
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  });

  /** @param files of a choice, the clipboard, or dropped */
  const attach = async (files) => {
    const chosen = [...files].filter((each) => each.type.startsWith("image/"));
    const room = MOST_PICTURES - pictures.length - coming;
    if (chosen.length < files.length) notify(t("no_picture"), "warn");
    else if (chosen.length > room) notify(t("most_pictures", { n: MOST_PICTURES }), "warn");
    for (const file of chosen.slice(0, room)) {
      setComing((now) => now + 1);
      try {
        const id = await upload(file);
        setPictures((now) => [...now, id]);
      } catch (error) {
        notify(error.status || error.name === "Error" ? error.message : t("no_picture"), "warn");
      } finally {
        setComing((now) => now - 1);
      }
    }
  };
  const onPaste = (event) => {
    if (event.clipboardData.files.length) {
      event.preventDefault();
      attach(event.clipboardData.files);
    }
  };

  const leaveEditing = () => {
    setWords(outbox.draft());
    onEdited();
  };

  const submit = async (event) => {
    event.preventDefault();
    const content = stripped(words) || (pictures.length ? t("picture") : "");
    if (!content || busy.current) return;
    if (coming) {
      notify(t("picture_coming"));
      return;
    }
    if (rest < 0) {
      notify(t("too_long"), "warn");
      return;
    }
    if (editing) {
      busy.current = true;
      try {
        await call("PATCH", `/messages/${encodeURIComponent(editing.message_id)}`, { content });
        setWords(outbox.draft());
        onEdited();
      } catch (error) {
        notify(error.message, "warn");
      } finally {
        busy.current = false;
      }
      return;
    }
    setWords("");
    setPictures([]);
    outbox.put(content, pictures);
  };

  const onKey = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      event.target.form.requestSubmit();
    } else if (event.key === "Escape" && editing) {
      leaveEditing();
    }
  };

  return html`
    <form class="composer" onSubmit=${submit}>
      ${editing && html`
        <div class="editing">
          <span>${t("editing")}</span>
          <button type="button" class="plain" onClick=${leaveEditing}>${t("cancel")}</button>
        </div>`}
      ${pictures.length + coming > 0 && html`
        <div class="attached">
          <${Pictures} pictures=${pictures} />
          ${coming > 0 && html`<span role="status">${t("picture_coming")}</span>`}
          <button type="button" class="plain" onClick=${() => setPictures([])}>${t("remove_pictures")}</button>
        </div>`}
      <div class="row">
        <input ref=${chooser} type="file" accept="image/*" multiple hidden aria-hidden="true" tabindex="-1"
          onChange=${(event) => { attach(event.target.files); event.target.value = ""; }} />
        ${!editing && html`<button type="button" class="round quiet" disabled=${!online} onClick=${() => chooser.current.click()}><${Icon} name="picture" label=${t("attach")} /></button>`}
        <label class="unseen" for="words">${t("message_to_demi")}</label>
        <textarea id="words" ref=${field} rows="1" dir="auto" placeholder=${t("say_something")} enterkeyhint="send" value=${words}
          onInput=${(event) => setWords(event.target.value)} onKeyDown=${onKey} onPaste=${onPaste}></textarea>
        ${typing && html`<button type="button" class="round quiet" onClick=${stopReply} disabled=${!online}><${Icon} name="stop" label=${t("stop")} /></button>`}
        <button type="submit" class="round"><${Icon} name="send" label=${editing ? t("save") : t("send")} /></button>
      </div>
      ${rest < 200 && html`<p class=${`rest${rest < 0 ? " problem" : ""}`} role="status">${t("characters_left", { n: rest })}</p>`}
    </form>`;
}

function fit(field) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
