/* What is wrong with how a page reads, as sentences; an empty list when nothing is.
   `tap` asks for targets that a thumb hits (WCAG 2.2, 2.5.8: 24 pixels, outside of running text). */
({ tap }) => {
  const faults = [];
  const shown = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const name = element => `${element.tagName.toLowerCase()} ${(element.textContent || "").trim().slice(0, 30)}`.trim();
  const all = selector => [...document.querySelectorAll(selector)].filter(shown);

  /* --- room ------------------------------------------------------------------------------- */
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways");
  for (const element of all("main *, footer *, aside *")) {
    const box = element.getBoundingClientRect();
    const own = element.closest(".md-typeset__scrollwrap, .md-sidebar, .cl-unseen");
    if (box.width > 1 && box.right > innerWidth + 1 && !own) faults.push(`${name(element)} is cut off`);
  }
  for (const target of tap ? all("a, button, summary, label") : []) {
    const inText = getComputedStyle(target).display === "inline" && target.closest("p, li, td");
    const { height } = target.getBoundingClientRect();
    if (height && height < 24 && !inText) faults.push(`${name(target)} is ${Math.round(height)} pixels high`);
  }

  /* --- structure -------------------------------------------------------------------------- */
  const headings = all("h1, h2, h3, h4, h5, h6").map(heading => Number(heading.tagName[1]));
  const firsts = headings.filter(level => level === 1).length;
  if (firsts !== 1) faults.push(`${firsts} first-level headings`);
  headings.forEach((level, index) => {
    if (level > (headings[index - 1] ?? 0) + 1) faults.push(`h${level} after h${headings[index - 1] ?? 0}`);
  });
  for (const image of document.images)
    if (!image.hasAttribute("alt")) faults.push(`an image without alt: ${image.getAttribute("src")}`);
  for (const link of all("a[href]"))
    if (!link.textContent.trim() && !link.ariaLabel && !link.querySelector("img[alt]:not([alt=''])"))
      faults.push(`a link without words to ${link.getAttribute("href")}`);
  for (const part of all("nav, aside, section, [role=region], [role=dialog]")) {
    const labelled = (part.getAttribute("aria-labelledby") || "").split(" ").some(id => document.getElementById(id));
    if (!part.ariaLabel && !labelled && !part.closest(".footnote")) faults.push(`a ${part.tagName.toLowerCase()} without a name`);
  }
  if (all("main").length !== 1) faults.push("no single main part");
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) faults.push(`two elements are #${id}`);

  /* --- contrast (WCAG 2.2, 1.4.3) ---------------------------------------------------------- */
  const colour = text => {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
    return [red, green, blue, alpha];
  };
  const over = ([r, g, b, a], ground) => [r, g, b].map((value, index) => value * a + ground[index] * (1 - a));
  const ground = element => {
    if (!element) return [255, 255, 255];
    const own = colour(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, ground(element.parentElement));
  };
  const light = rgb => {
    const [r, g, b] = rgb.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const element of all("body *")) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    if (element.closest("script, style, svg, .cl-unseen, .md-search__output, .md-overlay")) continue;
    const style = getComputedStyle(element);
    const behind = ground(element);
    const [above, below] = [light(over(colour(style.color), behind)), light(behind)].sort((a, b) => b - a);
    const ratio = (above + 0.05) / (below + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) faults.push(`${name(element)} has a contrast of ${ratio.toFixed(1)}`);
  }
  return faults;
}
