// What was typed into a form marked data-keep when the session had ended waits on the server (accounts/login/kept.py).
// After logging in the page is opened with #kept and asks for it once; nothing of it is kept in the browser.
"use strict";

const TYPED = (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type);
const HIDDEN = (field) => field.type === "hidden" && field.value && field.name !== "csrfmiddlewaretoken";

// The form it came from: by its address, and among several of one address by what is hidden in them.
function formOf(action, values) {
  const forms = Array.from(document.querySelectorAll("form[data-keep]")).filter(
    (form) => new URL(form.action, location.href).pathname === action,
  );
  const sent = (field) => values.some(([name, value]) => name === field.name && value === field.value);
  return forms.find((form) => Array.from(form.elements).filter(HIDDEN).every(sent)) || forms[0];
}

function fill(form, values) {
  const left = [...values];
  for (const field of Array.from(form.elements).filter(TYPED)) {
    const box = ["checkbox", "radio"].includes(field.type);
    const at = left.findIndex(([name, value]) => name === field.name && (!box || value === field.value));
    if (box) field.checked = at >= 0;
    else if (at >= 0) field.value = left[at][1];
    if (at >= 0) left.splice(at, 1);
  }
}

async function putBack() {
  if (location.hash !== "#kept") return;
  history.replaceState(null, "", location.pathname + location.search);
  const token = document.querySelector("form[data-keep] [name=csrfmiddlewaretoken]");
  if (!token) return;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token.value, page: location.pathname });
  const answer = await fetch("/login/kept/", { method: "POST", body });
  if (answer.status !== 200) return;
  const { action, values } = await answer.json();
  const form = formOf(action, values);
  if (!form) return;
  fill(form, values);
  form.closest("details")?.setAttribute("open", "");
  const notice = form.querySelector("[data-kept-notice]");
  if (notice) notice.hidden = false;
}

putBack();
