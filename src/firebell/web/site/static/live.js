// Keeps what is open true while it is looked at: whatever the line says, the list is asked anew.
// A line that broke is made again, and what was missed is in the first list after it.
"use strict";
const list = document.getElementById("now");
const hint = document.getElementById("live");

function say(words) {
  hint.hidden = false;
  if (hint.textContent !== words) hint.textContent = words;
}

async function renew() {
  try {
    const answer = await fetch(list.dataset.part, { credentials: "same-origin" });
    if (answer.redirected || !answer.ok) return location.reload();
    const html = await answer.text();
    if (html !== renew.last) list.innerHTML = html;
    renew.last = html;
    say(hint.dataset.live);
  } catch {
    say(hint.dataset.down);
  }
}

const line = new EventSource(list.dataset.changes);
line.addEventListener("changed", renew);
line.addEventListener("error", () => say(hint.dataset.down));
