// Reading aloud with the browser's own voices; nothing is sent anywhere for it where the voice is the device's own.

import { language } from "../app/text.js";

export const canSpeak = "speechSynthesis" in self;

export async function speak(text) {
  const { plain } = await import("./markdown.js");
  const was = speechSynthesis.speaking;
  speechSynthesis.cancel();
  if (was && speak.text === text) {
    speak.text = null;
    return;
  }
  speak.text = text;
  const words = new SpeechSynthesisUtterance(plain(text));
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService);
  words.voice = voices.find((voice) => voice.lang.startsWith(language)) || voices[0] || null;
  words.onend = () => { speak.text = null; };
  speechSynthesis.speak(words);
}

/** Whether she reads every reply: a wish of this browser's, off until somebody turns it on. */
export const readsAloud = () => canSpeak && localStorage.getItem("demi.aloud") === "1";

export function keepReadsAloud(on) {
  if (on) localStorage.setItem("demi.aloud", "1");
  else localStorage.removeItem("demi.aloud");
}
