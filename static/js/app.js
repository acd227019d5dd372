// Progressive enhancement only: every page works without this file.
"use strict";

const SECONDS_BLOCKED = 10;

// The error summary takes focus, so that a keyboard or a screen reader starts there.
function focusSummary(root) {
  const summary = root.querySelector("[data-focus]");
  if (summary) summary.focus();
}

// A second press on the same button sends nothing; the server's idempotency key stands behind it.
function guardDoubleSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  setTimeout(forgetSent, SECONDS_BLOCKED * 1000); // the answer may be a file, then this page stays
}

// The page may come back from the browser's memory: its forms must be usable again.
function forgetSent() {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
}

// A refused button tells its reason on a tap as well; Escape hides it, even under the mouse (WCAG 1.4.13).
function toggleReason(event) {
  const button = event.target.closest(".tip > [aria-disabled]");
  for (const tip of document.querySelectorAll(".tip")) {
    const open = button !== null && tip === button.parentElement;
    tip.removeAttribute("data-hidden");
    tip.toggleAttribute("data-open", open || tip.hasAttribute("data-keep"));
  }
}

function hideReasons(event) {
  if (event.key !== "Escape") return;
  for (const tip of document.querySelectorAll(".tip:not([data-keep])")) {
    tip.removeAttribute("data-open");
    if (tip.matches(":hover, :focus-within")) tip.setAttribute("data-hidden", "");
  }
}

function allowReason(event) {
  const tip = event.target.closest?.(".tip[data-hidden]");
  if (tip && !tip.contains(event.relatedTarget)) tip.removeAttribute("data-hidden");
}

// Upload progress: a form with data-upload that carries files is sent by XMLHttpRequest; the answer becomes the page.
function sendWithProgress(event) {
  const form = event.target;
  const box = form.querySelector("[data-progress]");
  const carries = Array.from(form.querySelectorAll("input[type=file]")).some((input) => input.files.length > 0);
  if (event.defaultPrevented || !form.hasAttribute("data-upload") || !box || !carries) return;
  event.preventDefault();
  const meter = box.querySelector("progress");
  const words = box.querySelector("[role=status]");
  const request = new XMLHttpRequest();
  box.hidden = false;
  request.upload.addEventListener("progress", (step) => {
    if (!step.lengthComputable) return;
    meter.max = step.total;
    meter.value = step.loaded;
    words.textContent = Math.floor((100 * step.loaded) / step.total) + "%";
  });
  request.addEventListener("load", () => showAnswer(request));
  request.addEventListener("error", () => {
    forgetSent();
    box.hidden = true;
    form.submit();
  });
  request.open("POST", form.getAttribute("action") || location.href);
  request.send(new FormData(form, event.submitter));
}

function showAnswer(request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  if (request.responseURL && request.responseURL !== location.href) history.pushState(null, "", request.responseURL);
  if (window.htmx) window.htmx.process(document.body);
  window.scrollTo(0, 0);
  focusSummary(document);
}

document.addEventListener("submit", guardDoubleSubmit);
document.addEventListener("submit", sendWithProgress);
document.addEventListener("click", toggleReason);
document.addEventListener("keydown", hideReasons);
document.addEventListener("mouseout", allowReason);
document.addEventListener("focusout", allowReason);
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
window.addEventListener("pageshow", forgetSent);
focusSummary(document);
