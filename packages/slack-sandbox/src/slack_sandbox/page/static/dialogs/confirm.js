// A question before something is done.

import { make } from "../lib/dom.js";
import { words } from "../text/mrkdwn.js";

const dialog = document.getElementById("confirm");

// `question` is Slack's confirm object. `refused` is called where the answer is no.
export function confirmed(question, send, refused = () => {}) {
  let agreed = false;
  const end = (go) => { agreed = go; dialog.close(); };
  dialog.onclose = () => agreed ? send() : refused();
  const style = question.style === "danger" ? "primary danger" : "primary";
  dialog.replaceChildren(
    make("header", {}, make("h2", { id: "confirm-title" }, words(question.title))),
    make("div", { class: "content" }, make("p", {}, words(question.text))),
    make("footer", {},
      make("button", { type: "button", onclick: () => end(false) }, words(question.deny || { text: "Cancel" })),
      make("button", { type: "button", class: style, onclick: () => end(true) }, words(question.confirm || { text: "Yes" }))));
  dialog.showModal();
}
