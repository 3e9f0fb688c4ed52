// Keeps what is typed in the review and not saved yet, in this tab of this browser alone: a reload,
// a page that was left, or a session that ended loses nothing. It goes once it is saved.
"use strict";
const saved = document.querySelector("[data-forget]");
if (saved) sessionStorage.removeItem(saved.dataset.forget);

const form = document.querySelector("form[data-draft]");
if (form) {
  const name = form.dataset.draft;
  const fields = [...form.elements].filter((field) => field.matches("textarea, [name=base]"));
  const now = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const begun = JSON.stringify(now());
  const keep = () => sessionStorage.setItem(name, JSON.stringify(now()));

  const back = () => {
    let kept;
    try {
      kept = JSON.parse(sessionStorage.getItem(name)) || {};
    } catch {
      kept = {};
    }
    const differs = fields.some((f) => f.tagName === "TEXTAREA" && f.name in kept && f.value !== kept[f.name]);
    if (!differs) return;
    for (const field of fields) if (field.name in kept) field.value = kept[field.name];
    document.getElementById("draft-told").hidden = false;
  };

  // What was just sent and came back is the newest there is.
  if ("sent" in form.dataset) keep();
  else back();
  form.addEventListener("input", keep);
  document.getElementById("draft-drop").addEventListener("click", () => {
    const first = JSON.parse(begun);
    for (const field of fields) field.value = first[field.name];
    sessionStorage.removeItem(name);
    document.getElementById("draft-told").hidden = true;
    fields.find((field) => field.tagName === "TEXTAREA").focus();
  });
}
