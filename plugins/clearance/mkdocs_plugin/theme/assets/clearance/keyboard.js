// What the theme leaves to those who have a mouse or a finger.

// A table that is wider than the page scrolls in a frame that the theme puts around it: a stop of the
// keyboard while there is something to scroll.
const STOP = { tabindex: "0", role: "group", "aria-label": "Table that scrolls sideways" };

function mark({ target }) {
  const wide = target.scrollWidth > target.clientWidth;
  for (const [name, value] of Object.entries(STOP)) {
    if (wide) target.setAttribute(name, value);
    else target.removeAttribute(name);
  }
}

addEventListener("load", () => {
  const watch = new ResizeObserver((entries) => entries.forEach(mark));
  for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) watch.observe(frame);
});

// The theme's buttons for the menu are labels of fields that nobody can reach: with a script they are buttons.
function plain(link) {
  const span = document.createElement("span");
  span.className = link.className;
  span.append(...link.childNodes);
  return span;
}

function asButton(label, field, name) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("for", field.id); // the theme's styles ask for it
  if (name) button.ariaLabel = name;
  for (const link of label.querySelectorAll("a")) link.replaceWith(plain(link)); // no link inside a button
  button.append(...label.childNodes);
  button.addEventListener("click", () => field.click());
  const tell = () => (button.ariaExpanded = String(field.checked));
  field.addEventListener("change", tell);
  tell();
  label.replaceWith(button);
}

for (const label of document.querySelectorAll(".md-header label, .md-sidebar--primary label")) {
  if (label.htmlFor === "__drawer") asButton(label, label.control, "Menu");
  if (label.htmlFor === "__toc") asButton(label, label.control);
}

// The menu lies over the page while it is open: what is behind it waits, and Escape closes it.
const menu = document.getElementById("__drawer");
const opener = document.querySelector(".md-header__button[for=__drawer]");
const narrow = matchMedia("(max-width: 76.234375em)");
const behind = document.querySelectorAll(".cl-skip, .cl-reach, .md-header, .md-tabs, .md-content, .md-top, .cl-footer");

function cover() {
  for (const part of behind) part.inert = menu.checked && narrow.matches;
}

menu.addEventListener("change", cover);
narrow.addEventListener("change", cover);
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !menu.checked) return;
  menu.click();
  opener.focus();
});
cover();
