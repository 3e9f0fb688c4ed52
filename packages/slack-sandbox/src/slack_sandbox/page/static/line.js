// The line to the sandbox: news arrives over it, and when it is gone the page says so and calls again.

import { read } from "./state.js";

const notice = document.getElementById("offline");
const AGAIN = 1000;
let reading = false;
let again = false;

function lost() {
  notice.hidden = false;
  notice.textContent = "The workspace does not answer. This page goes on by itself when it is back.";
}

// Reads what has changed; what changes meanwhile is read once more.
export async function follow() {
  if (reading) { again = true; return; }
  reading = true;
  try {
    do { again = false; await read(); } while (again);
    notice.hidden = true;
    notice.textContent = "";
  } catch (gone) {
    lost();
    if (!(gone instanceof TypeError || gone instanceof SyntaxError)) throw gone;
  } finally {
    reading = false;
  }
}

export function listen() {
  const line = new EventSource("/sandbox/changes");
  line.onmessage = follow;
  line.onerror = () => {
    lost();
    line.close();
    setTimeout(listen, AGAIN);
  };
}
