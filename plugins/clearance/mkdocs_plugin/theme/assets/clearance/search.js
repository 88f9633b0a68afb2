// The site's own search: asks Pagefind's index, which is part of the site. Nothing leaves it.
// Texts from the index are put into the page as text, never as markup.

const SITE = new URL("../../", import.meta.url);
const MOST = 20; // results; beyond that another word helps more
const PAUSE = 150; // milliseconds after a key before the index is asked

const dialog = document.querySelector("dialog.cl-search");
const opener = document.querySelector(".cl-search__open");
const input = dialog.querySelector(".cl-search__words");
const status = dialog.querySelector(".cl-search__status");
const list = dialog.querySelector(".cl-search__found");
let index; // a promise of Pagefind, once it was asked for

function load() {
  index ??= (async () => {
    const pagefind = await import(new URL("pagefind/pagefind.js", SITE).href);
    await pagefind.options({ baseUrl: SITE.pathname, excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  })();
  return index;
}

function open() {
  if (!dialog.open) dialog.showModal();
  input.focus();
  input.select();
  load().catch(() => unavailable());
}

function unavailable() {
  index = undefined; // the next question tries again
  list.replaceChildren();
  status.textContent = "The search is not available right now.";
}

async function ask() {
  const words = input.value.trim();
  if (!words) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  status.textContent = "Looking…";
  try {
    const pagefind = await load();
    const answer = await pagefind.debouncedSearch(words, {}, PAUSE);
    if (answer === null) return; // another key was pressed meanwhile
    const pages = await Promise.all(answer.results.slice(0, MOST).map((result) => result.data()));
    if (words !== input.value.trim()) return;
    show(pages, answer.results.length);
  } catch {
    unavailable();
  }
}

function show(pages, count) {
  list.replaceChildren(...pages.map(entry));
  if (count === 0) status.textContent = "Nothing was found. Try fewer or other words.";
  else if (count > MOST) status.textContent = `${count} pages; the best ${MOST} are shown.`;
  else status.textContent = count === 1 ? "1 page." : `${count} pages.`;
}

function entry(page) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title;
  const excerpt = document.createElement("p");
  excerpt.append(...marked(page.excerpt));
  if (page.meta.lang) for (const own of [link, excerpt]) Object.assign(own, { lang: page.meta.lang, dir: "auto" });
  item.append(link);
  if (page.meta.date) item.append(Object.assign(document.createElement("span"), { textContent: page.meta.date }));
  item.append(excerpt);
  return item;
}

function* marked(excerpt) {
  const read = new DOMParser().parseFromString(excerpt, "text/html");
  for (const node of read.body.childNodes) {
    const isMark = node.nodeName === "MARK";
    yield isMark ? Object.assign(document.createElement("mark"), { textContent: node.textContent }) : node.textContent;
  }
}

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const stops = [input, ...list.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

function settle(event) {
  if (event.key === "Enter") list.querySelector("a")?.click();
  if (event.key === "Escape") dialog.close(); // some browsers would only empty the field
}

function shortcut(event) {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (slash || k) {
    event.preventDefault();
    event.stopPropagation();
    open();
  }
}

opener.hidden = false;
document.querySelector(".cl-search__lists").hidden = true;
opener.addEventListener("click", open);
dialog.querySelector(".cl-search__close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside the box
dialog.addEventListener("keydown", move);
input.addEventListener("input", ask);
input.addEventListener("keydown", settle);
document.addEventListener("keydown", shortcut, true);
