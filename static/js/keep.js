// What was typed into a form marked data-keep survives a lost session: kept in this tab while it is on its way,
// put back when the same page is opened again after logging in, forgotten as soon as another page of ours answers.
"use strict";

const KEPT = "hejie-kept";
const LOG_IN = /^\/(login|staff|accounts)\//;

function keptFields(form) {
  return Array.from(form.elements).filter(
    (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type),
  );
}

function keepTyped(event) {
  const form = event.target;
  if (!form.matches("form[data-keep]")) return;
  const values = keptFields(form).map((field) =>
    ["checkbox", "radio"].includes(field.type)
      ? [field.name, field.value, field.checked]
      : [field.name, null, field.value],
  );
  sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, values }));
}

function putBack() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  if (!kept || LOG_IN.test(location.pathname)) return;
  sessionStorage.removeItem(KEPT);
  const form = document.querySelector("form[data-keep]");
  if (kept.path !== location.pathname || !form || document.querySelector(".errors")) return;
  for (const [name, value, typed] of kept.values) {
    for (const field of keptFields(form).filter((field) => field.name === name)) {
      if (value === null) field.value = typed;
      else if (field.value === value) field.checked = typed;
    }
  }
  const notice = form.querySelector("[data-kept-notice]");
  if (notice) notice.hidden = false;
}

document.addEventListener("submit", keepTyped, true);
putBack();
