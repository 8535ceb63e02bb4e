"use strict";
// A screen that many share: [Salir], and ten minutes without a touch, leave nothing of whoever was here.
(() => {
const $ = id => document.getElementById(id);
const log = $("log"), note = $("idle"), field = $("text");
let touched = Date.now(), told = touched, leaving;

const fresh = () => location.replace("./");
const wipe = () => {
  log.textContent = "";
  if (field) field.value = "";
};
// Without signal the words go from the page all the same; the box hears of it when it can.
const leave = () => {
  const stop = new AbortController(), late = setTimeout(() => stop.abort(), 2e4);
  leaving = note.hidden = true;
  wipe();
  fetch("salir", {method: "POST", redirect: "manual", signal: stop.signal}).then(fresh, () => setTimeout(leave, 3e3))
    .then(() => clearTimeout(late));
};

// A key is read once: until the next word or tap, a minute at most.
let minute;
const hide = () => log.querySelectorAll(".bot p").forEach(p =>
  p.textContent = p.textContent.replace(/\b[0-9A-Z]{4,5}-[0-9A-Z]{4,5}\b/g, "····"));
const once = () => {
  clearTimeout(minute);
  minute = setTimeout(hide, 6e4);
};
addEventListener("submit", () => once(hide()));
once();

const look = () => {
  const now = Date.now(), away = now - touched;
  if (leaving) return;
  if (away >= 6e5) return leave();
  note.hidden = away < 54e4 || !log.firstElementChild && !field?.value;
  if (touched <= told || now - told < 6e4) return;
  told = now;
  fetch("toque", {method: "POST"}).then(answer => answer.status === 410 && fresh(), () => {});
};
const touch = () => {
  look();
  touched = Date.now();
  look();
};

for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(kind, touch, {passive: true});
document.addEventListener("visibilitychange", look);
$("leave").addEventListener("submit", e => {
  e.preventDefault();
  leave();
});
// What is kept about somebody is read here; saved, it would stay.
log.addEventListener("click", e => e.target.removeAttribute("download"));
// A picture grows when it comes: what stands below it stays in sight.
log.addEventListener("load", () => scrollTo(0, 1e9), true);
addEventListener("pageshow", e => {
  if (!e.persisted) return;
  wipe();
  fresh();
});
setInterval(look, 5e3);
})();
