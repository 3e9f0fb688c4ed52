// The live connection to the sandbox: the page is read anew on each change, and says so when it is cut off.

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
  const changes = new EventSource("/sandbox/changes");
  changes.onmessage = follow;
  changes.onerror = () => {
    lost();
    changes.close();
    setTimeout(listen, AGAIN);
  };
}
