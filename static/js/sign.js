// Signing with finger, pen or mouse. The box shows only where this file runs; the typed name works without it.
"use strict";

const LINE = 2.5; // CSS pixels at full pressure of a pen; a finger and a mouse draw at this width
const INK = "#111";

function startSigning(pad) {
  const form = pad.closest("form");
  const canvas = pad.querySelector("canvas");
  const field = form.elements.drawing;
  const words = pad.querySelector("[role=status]");
  const pen = canvas.getContext("2d");
  let strokes = [];
  let stroke = null;

  function tell() {
    words.textContent = strokes.length ? words.dataset.drawn : words.dataset.empty;
  }

  // The strokes are kept as shares of the box, so that turning the telephone loses nothing.
  function draw() {
    const scale = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = Math.round(canvas.clientWidth * scale);
    canvas.height = Math.round(canvas.clientHeight * scale);
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = pen.fillStyle = INK;
    for (const points of strokes) drawStroke(points, scale);
  }

  function drawStroke(points, scale) {
    const at = ([x, y]) => [x * canvas.width, y * canvas.height];
    pen.lineWidth = LINE * scale;
    pen.beginPath();
    pen.moveTo(...at(points[0]));
    for (const point of points.slice(1)) pen.lineTo(...at(point));
    if (points.length === 1) pen.arc(...at(points[0]), pen.lineWidth / 2, 0, 2 * Math.PI);
    pen.stroke();
  }

  function where(event) {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    stroke = [where(event)];
    strokes.push(stroke);
    draw();
    tell();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    for (const step of event.getCoalescedEvents?.() ?? [event]) stroke.push(where(step));
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      stroke = null;
      field.value = strokes.length ? canvas.toDataURL("image/png") : "";
    });
  }
  pad.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    field.value = "";
    draw();
    tell();
  });
  new ResizeObserver(draw).observe(canvas);
  pad.hidden = false;
  field.value = "";
  draw();
  tell();
}

for (const pad of document.querySelectorAll("[data-signpad]")) startSigning(pad);
