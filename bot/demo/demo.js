"use strict";
(() => {
const $ = id => document.getElementById(id);
const doors = [...document.querySelectorAll(".doors a")], body = document.body, form = document.querySelector(".clock form");
const steps = form.querySelector(".steps"), answers = form.querySelector(".switch"), bar = form.querySelector("progress");
const programme = document.querySelector("#programa iframe");
let walking = false, timer;

// --- doors: on a phone one seat at a time, elsewhere both are there and the door only points
const enter = name => {
  const first = !body.dataset.door;
  body.dataset.door = name;
  // A chat that was opened out of sight is shown from its end.
  if (first) for (const frame of document.querySelectorAll("main iframe[src^='/s/']"))
    requestAnimationFrame(() => frame.contentWindow.scrollTo(0, 1e9));
  for (const door of doors) {
    const here = door.dataset.door === name;
    door.toggleAttribute("aria-current", here);
    if (here) door.setAttribute("aria-current", "true"), door.classList.remove("news");
  }
  if (name === "programa") programme.src = programme.dataset.src;
  history.replaceState(null, "", name ? "#" + name : "/");
};
for (const door of doors) door.addEventListener("click", e => {
  if (e.metaKey || e.ctrlKey || e.shiftKey) return;
  e.preventDefault();
  enter(door.dataset.door);
});
// A message at the seat that is not on the screen leaves a dot on its door.
for (const pane of document.querySelectorAll("#estudiante,#profe")) {
  const frame = pane.querySelector("iframe");
  const watch = () => {
    const log = frame.contentDocument.getElementById("log");
    if (log) new MutationObserver(() => {
      if (getComputedStyle(pane).visibility === "hidden") doors.find(d => d.dataset.door === pane.id).classList.add("news");
    }).observe(log, {childList: true});
  };
  frame.addEventListener("load", watch);
  if (frame.contentDocument && frame.contentDocument.readyState === "complete") watch();
}

// --- the year after the truck: a dot a message, which a tap opens and another closes
const year = document.querySelector(".year"), strip = year.querySelector("ol"), told = year.querySelector("p");
const chat = document.querySelector("#estudiante iframe");
// What takes room from the chat leaves its newest message in sight, if it was.
const beside = change => {
  const view = chat.contentWindow, page = view.document.body;
  const low = page && view.innerHeight + view.scrollY > page.scrollHeight - 150;
  change();
  if (low) requestAnimationFrame(() => view.scrollTo(0, 1e9));
};
const read = (dot, day, text) => {
  const open = dot.getAttribute("aria-expanded") === "true";
  for (const other of strip.querySelectorAll("button")) other.setAttribute("aria-expanded", "false");
  dot.setAttribute("aria-expanded", String(!open));
  told.textContent = `${day}\n${text}`;
  beside(() => { told.hidden = open; });
};
let asked = "";
const fill = async state => {
  if (!state.gone || asked === state.date) return;
  asked = state.date;
  const response = await fetch("/s/estudiante/puntos");
  const dots = response.ok ? await response.json() : [];
  for (const [day, text] of dots.slice(strip.children.length)) {
    const dot = Object.assign(document.createElement("button"), {type: "button", title: day});
    dot.setAttribute("aria-label", day);
    dot.setAttribute("aria-expanded", "false");
    dot.addEventListener("click", () => read(dot, day, text));
    strip.append(Object.assign(document.createElement("li")));
    strip.lastElementChild.append(dot);
  }
  beside(() => { year.hidden = !strip.children.length; });
};

// --- the clock
const show = state => {
  const arrived = walking && state.share === null;
  walking = state.share !== null;
  $("date").textContent = state.date;
  $("place").textContent = state.place;
  $("more").textContent = state.more;
  $("hint").textContent = walking ? "El reloj camina. Mira cómo llegan los mensajes." : state.hint;
  $("dots").textContent = walking ? "" : state.dots;
  form.classList.toggle("walking", walking);
  bar.value = state.share || 0;
  answers.setAttribute("aria-checked", state.answers);
  answers.value = state.answers ? "no" : "si";
  const halt = steps.querySelector(".halt"), focused = steps.contains(document.activeElement);
  const old = [...steps.querySelectorAll("button:not(.halt)")];
  if (old.map(b => b.value).join() !== state.steps.map(s => s[0]).join()) {
    old.forEach(b => b.remove());
    for (const [value, textContent] of state.steps)
      halt.before(Object.assign(document.createElement("button"), {name: "paso", value, textContent}));
  }
  for (const button of steps.children) button.hidden = walking !== (button === halt);
  if (focused && !steps.contains(document.activeElement)) (walking ? halt : steps.firstElementChild).focus();
  if (arrived && body.dataset.door === "programa") programme.src = programme.dataset.src;
};
const ask = async (fields) => {
  clearTimeout(timer);
  try {
    const options = {headers: {Accept: "application/json"}};
    if (fields) Object.assign(options, {method: "POST", body: new URLSearchParams(fields)});
    const response = await fetch("/reloj", options);
    if (response.ok) {
      const state = await response.json();
      show(state);
      fill(state).catch(() => { asked = ""; });
    }
    else $("hint").textContent = await response.text();
  } catch {
    $("hint").textContent = "La demostración se apagó. Vuelve a abrirla en la terminal.";
  }
  clearTimeout(timer);
  timer = setTimeout(ask, walking ? 150 : 4000);
};
form.addEventListener("submit", e => {
  e.preventDefault();
  if (e.submitter) ask([[e.submitter.name, e.submitter.value]]);
});
addEventListener("visibilitychange", () => document.hidden ? clearTimeout(timer) : ask());

enter(doors.map(d => d.dataset.door).find(name => "#" + name === location.hash) || "");
ask();
})();
