// Keeps the live page of an incident up to date: asks for the page again, and puts in what is new
// without moving what the reader reads. It asks this site alone, and stops when the incident is closed.

const LONGEST = 300; // seconds between two checks while the connection is gone
const PATIENCE = 15; // seconds until a check counts as failed
const live = document.querySelector(".cl-live");
const every = Number(live.dataset.every) || 30;
const checked = live.querySelector(".cl-live__checked");
const news = live.querySelector(".cl-live__news");
const state = live.querySelector('[data-live="state"]');
const updates = live.querySelector('[data-live="updates"]');

// --- times --------------------------------------------------------------------------------------

const format = new Intl.DateTimeFormat("en-US", {
  hour: "numeric",
  minute: "2-digit",
  timeZone: live.dataset.zone,
  timeZoneName: "short",
});
// As all times on the site are written: 9:05 a.m. CST.
const clock = (at) => format.format(at).replace(/\bAM\b/, "a.m.").replace(/\bPM\b/, "p.m.");
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

function ago(then) {
  const minutes = Math.ceil((then - Date.now()) / 60000);
  if (minutes > -1) return "just now";
  if (minutes > -60) return relative.format(minutes, "minute");
  if (minutes > -36 * 60) return relative.format(Math.ceil(minutes / 60), "hour");
  return relative.format(Math.ceil(minutes / 1440), "day");
}

function tellAges() {
  for (const time of live.querySelectorAll("time")) {
    let note = time.nextElementSibling;
    if (!note?.classList.contains("cl-ago")) {
      note = document.createElement("span");
      note.className = "cl-ago";
      time.after(" ", note);
    }
    const text = `(${ago(new Date(time.dateTime))})`;
    if (note.textContent !== text) note.textContent = text;
  }
}

// --- what is new --------------------------------------------------------------------------------

// Each part as it came, before ages were added to it.
const came = new WeakMap();
const remember = (part) => came.set(part, part.outerHTML);
remember(state);
for (const item of updates.children) remember(item);

// The first update that is in view: it stays where it is, whatever is put in above it.
function anchor() {
  for (const item of updates.children) {
    const box = item.getBoundingClientRect();
    if (box.bottom > 0) return box.top < innerHeight ? { item, top: box.top } : null;
  }
  return null;
}

function stay(before) {
  if (!before?.item.isConnected || scrollY === 0) return;
  const moved = before.item.getBoundingClientRect().top - before.top;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
}

function renewState(fresh) {
  if (came.get(state) === fresh.outerHTML) return;
  came.set(state, fresh.outerHTML);
  state.className = fresh.className;
  state.replaceChildren(...fresh.childNodes);
}

// An update that is as it was stays the same element, with its focus, selection and whatever is open in it.
function renewUpdates(fresh) {
  const told = [];
  const here = new Map([...updates.children].map((item) => [item.id, item]));
  let place = updates.firstElementChild;
  for (const item of [...fresh.children]) {
    const old = here.get(item.id);
    here.delete(item.id);
    if (old && came.get(old) === item.outerHTML) {
      if (old === place) place = place.nextElementSibling;
      else updates.insertBefore(old, place);
      continue;
    }
    remember(item);
    const title = item.querySelector(".cl-update__title")?.textContent.trim();
    told.push(title ? `${old ? "Corrected" : "New"}: ${title}` : "An update was withdrawn");
    if (old === place && place) place = place.nextElementSibling;
    if (old) replace(old, item);
    else updates.insertBefore(item, place);
  }
  for (const item of here.values()) item.remove();
  return told;
}

// The focus goes to the same link of the corrected update, if there is one.
function replace(old, item) {
  const links = [...old.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  old.replaceWith(item);
  if (at >= 0) (item.querySelectorAll("a")[at] ?? item.querySelector("a"))?.focus({ preventScroll: true });
}

function renew(fresh) {
  const before = anchor();
  renewState(fresh.querySelector('[data-live="state"]'));
  const told = renewUpdates(fresh.querySelector('[data-live="updates"]'));
  const over = fresh.dataset.open !== "true";
  if (over && live.dataset.open === "true") told.push("The incident is closed");
  live.dataset.open = fresh.dataset.open;
  if (told.length) news.textContent = `${told.join(". ")}.`;
  tellAges();
  stay(before);
}

// --- when to ask ----------------------------------------------------------------------------------

let last = Date.now(); // the page has just come
let wait = every;
let timer = 0;
let asking = false;

function say(text, lost) {
  checked.classList.toggle("cl-live__checked--lost", lost);
  if (lost) checked.setAttribute("role", "alert");
  else checked.removeAttribute("role");
  checked.hidden = false;
  if (checked.textContent !== text) checked.textContent = text;
}

function tellCheck() {
  const when = clock(last);
  if (live.dataset.open === "true") say(`This page renews itself. Checked at ${when}.`, false);
  else say(`This incident is closed: nothing new will come. Checked at ${when}.`, false);
}

async function ask() {
  const answer = await fetch(location.pathname, {
    cache: "no-cache",
    credentials: "omit",
    signal: AbortSignal.timeout(PATIENCE * 1000),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(".cl-live");
  if (!fresh) throw new Error("another page");
  return fresh;
}

async function check() {
  clearTimeout(timer);
  if (asking || document.hidden || live.dataset.open !== "true") return;
  asking = true;
  try {
    renew(await ask());
    last = Date.now();
    wait = every;
    tellCheck();
  } catch {
    wait = Math.min(wait * 2, LONGEST);
    say(`Connection lost. Last checked at ${clock(last)}; what is below may be out of date.`, true);
  }
  asking = false;
  plan();
}

function plan() {
  clearTimeout(timer);
  if (live.dataset.open !== "true" || document.hidden) return;
  timer = setTimeout(check, wait * 1000 * (0.9 + 0.2 * Math.random())); // not all readers at once
}

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : check()));
addEventListener("online", check);
addEventListener("offline", check);
addEventListener("pageshow", ({ persisted }) => persisted && check());

live.querySelector(".cl-live__still")?.setAttribute("hidden", "");
tellAges();
setInterval(() => document.hidden || tellAges(), 30000);
if (live.dataset.open === "true") tellCheck();
plan();
