"use strict";
(() => {
const $ = id => document.getElementById(id);
const log = $("log"), field = $("text"), net = $("net"), begin = $("begin"), words = document.body.dataset, path = location.pathname;
let last = +log.dataset.last, day = log.dataset.day, memory, busy, timer, source, delay = 1e3, young = [];

const make = (name, className, textContent, more) =>
  Object.assign(document.createElement(name), {className, textContent}, more);

// What the person said, kept in this browser alone (on a screen that many share, in this page alone): k key, t as
// shown, b what is posted, a the number it came after, p the prompt of a tap, w still waiting to be sent, f that the
// box has not said yet whether it may stay: what is grave is in this page alone, and goes when it is reloaded.
const said = () => {
  try { memory = localStorage[path] || memory; } catch {}
  const kept = JSON.parse(memory || "{}");
  return [...kept.who === words.who ? kept.said : [], ...young];
};
const keep = list => {
  young = list.filter(x => x.f);
  memory = JSON.stringify({who: words.who, said: list.filter(x => !x.f).slice(-60)});
  try { if (!words.shared) localStorage[path] = memory; } catch {}
};

const retire = (prompt, text) => {
  const old = log.querySelector(`[data-p="${prompt}"]`);
  if (!old || !text) return old?.remove();
  const chip = make("p", "me", text, {id: old.id, tabIndex: -1}), had = old.contains(document.activeElement);
  chip.dataset.p = prompt;
  old.replaceWith(chip);
  if (had) chip.focus({preventScroll: true});
  return chip;
};
const own = x => {
  let e = x.p && retire(x.p, x.t);
  if (!x.p) {
    e = make("p", "me", x.t);
    log.insertBefore(e, [...log.querySelectorAll("[data-n]")].find(row => row.dataset.n > x.a) || null);
  }
  if (e) e.id = x.k;
  if (x.w) mark(x.k, words.sending);
};
const mark = (key, text) => $(key) && ($(key).dataset.s = text);

const show = m => {
  if (m.n <= last) return;
  last = m.n;
  if (m.retires) return retire(m.retires, m.text);
  if (m.follows) retire(m.follows, m.taken);
  const row = make("div", "row"), bot = make("div", "bot");
  row.dataset.n = m.n;
  if (m.day !== day) row.append(make("h2", "", day = m.day));
  bot.append(make("p", "", m.text));
  if (m.photo) bot.append(make("img", "", "", {src: m.photo, alt: ""}));
  if (m.file) bot.append(make("a", "b", words.file, {href: m.file, download: ""}));
  bot.append(make("time", "", m.time));
  row.append(bot);
  if (m.buttons) {
    const form = make("form");
    form.dataset.p = m.prompt;
    for (const [value, label] of m.buttons) form.append(make("button", "", label, {value}));
    row.append(form);
  }
  log.append(row);
};

// One message at a time, in order; each stays in the queue until the box has it.
const send = async () => {
  if (busy) return;
  busy = 1;
  clearTimeout(timer);
  for (let x; x = said().find(x => x.w);) {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), 2e4);
    let status = 999, lines = "", grave;
    try {
      const answer = await fetch("say", {
        method: "POST", signal: stop.signal, headers: {"Content-Type": "application/json"},
        body: JSON.stringify({key: x.k, ...x.b})
      });
      status = answer.status;
      grave = answer.headers.has("Forget");
      const list = said(), who = answer.headers.get("Who");
      if (who) { words.who = who; keep(list); }
      if (answer.headers.has("Lines")) lines = await answer.text();
    } catch {}
    clearTimeout(late);
    if (status === 429 || status > 499) {
      mark(x.k, lines || (status > 429 ? words.off : words.sending));
      if (!lines) keep(said().map(y => ({...y, f: 0})));
      timer = setTimeout(send, delay = Math.min(delay * 2, 3e4));
      break;
    }
    delay = 1e3;
    mark(x.k, status < 300 ? "" : lines || words.refused);
    keep(said().map(y => y.k === x.k ? {...y, w: 0, f: 0} : y).filter(y => y.k !== x.k || !grave && !lines));
  }
  busy = 0;
};

addEventListener("submit", e => {
  const form = e.target, button = e.submitter || {}, prompt = form.dataset.p, text = form.elements.text;
  if (!prompt && !text) return localStorage.removeItem(path);
  e.preventDefault();
  const typed = text?.value.trim();
  if (!prompt && !typed) return;
  const x = {k: Date.now().toString(36) + Math.random().toString(36).slice(2), a: last, w: 1, p: prompt, f: !prompt};
  x.t = text === field ? typed : button.textContent;
  x.b = prompt ? {prompt, letter: button.value} : {text: typed};
  if (text === field) field.value = "";
  begin?.remove();
  if (!prompt) field.focus();
  keep([...said(), x]);
  own(x);
  scrollTo(0, 1e9);
  send();
});
field.addEventListener("keydown", e => {
  if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
    e.preventDefault();
    $("send").click();
  }
});

const listen = () => {
  if (source?.readyState < 2) return;
  source = new EventSource("stream?after=" + last + "&who=" + words.who);
  source.onopen = () => { net.textContent = ""; send(); };
  source.onmessage = e => {
    const low = innerHeight + scrollY > document.body.scrollHeight - 150;
    show(JSON.parse(e.data));
    if (low) scrollTo(0, 1e9);
  };
  source.onerror = () => {
    net.textContent = words.net;
    setTimeout(listen, 1e4);
  };
  source.addEventListener("reset", () => location.reload());
  source.addEventListener("bye", () => source.close());
};
addEventListener("storage", e => e.key === path && !e.newValue && location.reload());
addEventListener("visibilitychange", () => !document.hidden && listen());

$("again").remove();
// Words after a number that the box does not know were erased there: they go here too.
const since = log.querySelector("[data-n]")?.dataset.n || 0, kept = said();
keep(kept.some(x => x.a > last) ? [] : kept.filter(x => x.w || x.a > since - 2));
said().forEach(own);
scrollTo(0, 1e9);
listen();
send();
})();
