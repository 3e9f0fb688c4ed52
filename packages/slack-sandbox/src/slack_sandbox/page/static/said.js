// What became of a deed: nothing to say, or a sentence, and then the page is read anew.

import { sentence } from "./api.js";
import { follow } from "./line.js";

export function tell(answer) {
  document.getElementById("said").textContent = answer.ok ? "" : sentence(answer);
  return follow();
}
