/* What a reader without a mouse meets. `mark` numbers all that can be used, and says how many that are;
   `focused` tells of the element that has the focus: its numbers, its name, and what is wrong with it. */
({ task }) => {
  const seen = element => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      && box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth;
  };
  const above = element => {
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const found = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2);
    return found && (element.contains(found) || found.contains(element)) ? null : found ?? document.documentElement;
  };
  const name = element => `${element.tagName.toLowerCase()} ${(element.ariaLabel || element.textContent || element.title).trim().slice(0, 40)}`.trim();

  if (task === "mark") {
    const used = "a[href], button, input, select, textarea, summary, label[for], [controls], [tabindex]:not([tabindex='-1'])";
    /* a click beside the menu closes it, as its button does; the title of the contents is a label of nothing */
    const beside = ".md-overlay, .md-sidebar--secondary label";
    const all = [...document.querySelectorAll(used)].filter(seen)
      .filter(element => !element.matches(beside) && !element.closest("[inert]"));
    all.forEach((element, index) => { element.dataset.stop = index; });
    return all.map(name);
  }

  const control = document.activeElement;
  if (!control || control === document.body) return null;
  const labels = [...(control.labels ?? [])];
  const candidates = [control, ...labels, control.nextElementSibling].filter(element => element && seen(element));
  const shown = candidates.find(element => !above(element)) ?? candidates[0] ?? control;
  const style = getComputedStyle(shown);
  const faults = [];
  if (!seen(shown)) faults.push("can't be seen");
  if (style.outlineStyle === "none" || !(parseFloat(style.outlineWidth) >= 1)) faults.push("has no ring");
  if (above(shown)) faults.push(`lies behind ${name(above(shown))}`);
  const stops = [control, ...labels, shown].map(element => element.dataset.stop).filter(stop => stop !== undefined);
  return { stops: stops.map(Number), faults: faults.map(fault => `${name(shown)} ${fault}`) };
}
