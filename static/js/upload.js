// Piecewise upload that goes on after a broken line. Without this file the form sends whole files.
"use strict";

const PIECE = 2 * 1024 * 1024;
const TRIES = 6;

const csrf = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function send(url, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf() } });
  return { status: answer.status, ...(await answer.json().catch(() => ({}))) };
}

// The same file chosen again goes on where it stopped, also after the page was closed.
const memory = (box, file) => ["upload", box.dataset.case || box.dataset.token, file.size, file.lastModified].join(":");

async function begin(box, file) {
  const known = sessionStorage.getItem(memory(box, file));
  if (known) {
    const answer = await fetch(box.dataset.upload + known + "/");
    if (answer.ok) return { id: known, ...(await answer.json()) };
  }
  const home = box.dataset.case ? { case: box.dataset.case } : { token: box.dataset.token };
  return send(box.dataset.upload, { ...home, name: file.name, size: file.size });
}

async function sendFile(box, file, step) {
  const row = await begin(box, file);
  if (!row.id) throw new Error(row.message || "");
  sessionStorage.setItem(memory(box, file), row.id);
  let at = row.received;
  let failed = 0;
  while (at < file.size) {
    let answer;
    try {
      const fields = { offset: at, piece: file.slice(at, at + PIECE), token: box.dataset.token || "" };
      answer = await send(box.dataset.upload + row.id + "/", fields);
    } catch {
      answer = { status: 0 };
    }
    if (answer.status === 422 || answer.status === 404 || answer.status === 400) {
      sessionStorage.removeItem(memory(box, file));
      throw new Error(answer.message || "");
    }
    if (answer.received !== undefined) {
      at = answer.received;
      failed = 0;
      step(at / file.size);
    } else if (++failed > TRIES) {
      throw new Error("");
    } else {
      await wait(500 * 2 ** failed);
    }
  }
  sessionStorage.removeItem(memory(box, file));
}

async function refresh(box) {
  if (!box.dataset.list) {
    window.location.reload();
    return;
  }
  const answer = await fetch(box.dataset.list);
  if (!answer.ok) return;
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = part.getElementById("files");
  if (fresh) document.getElementById("files").replaceWith(document.adoptNode(fresh));
}

async function take(event) {
  const input = event.target;
  const box = input.closest?.("[data-upload]");
  if (!box || input.type !== "file" || input.files.length === 0) return;
  const words = box.querySelector("[data-upload-words]");
  const meter = box.querySelector("[data-upload-meter]");
  const troubles = [];
  meter.hidden = false;
  for (const file of input.files) {
    words.textContent = file.name;
    try {
      await sendFile(box, file, (share) => { meter.value = Math.round(100 * share); });
    } catch (trouble) {
      troubles.push(trouble.message ? file.name + ": " + trouble.message : file.name);
    }
  }
  meter.hidden = true;
  words.textContent = troubles.join(" ");
  words.classList.toggle("err", troubles.length > 0);
  input.value = "";
  if (troubles.length === 0 || box.dataset.list) await refresh(box);
}

document.addEventListener("change", take);
for (const button of document.querySelectorAll("[data-upload-plain]")) button.hidden = true;
