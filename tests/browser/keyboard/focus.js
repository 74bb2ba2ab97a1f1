// Where the focus is, and what is wrong: with it, and with whatever takes clicks on this page. Called after every key and every step.
const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const nameOf = (element) => words(element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText);

// Links, buttons and fields that Tab passes by or takes out of turn, and what only looks like one of them.
const outOfOrder = [
  ":is(a, button, input, select, textarea, summary, [role])[tabindex^='-']",
  "a:not([href])",
  "[tabindex]:not([tabindex='0'], [tabindex^='-'])",
  ":is([role='button'], [role='link'], [role='checkbox'], [role='menuitem'], [role='tab']):not(a, button, input, summary, [tabindex])",
];
const takesClicks = (element) => !element.closest("[role='alert'], [role='status'], [aria-hidden='true']") && element.checkVisibility();
const faults = [...document.querySelectorAll(outOfOrder)]
  .filter(takesClicks)
  .map((element) => `${element.outerHTML.slice(0, 120)} is out of Tab's order`);

const focus = document.activeElement;
const has = focus && focus !== document.body;
if (!has) return { name: null, lost: Boolean(window.hadFocus), isTick: false, faults };
window.hadFocus = true;
(window.visited ??= new Set()).add(focus);

// The content after the bars were skipped, or a part of it that was replaced: a place to go on from, with nothing to press.
const name = nameOf(focus);
if (focus.tabIndex < 0) return { name, lost: false, isTick: false, faults };
const style = getComputedStyle(focus);
if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push(`“${name}” has no ring`);
const box = focus.getClientRects()[0] ?? new DOMRect();
const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
if (!focus.contains(above)) faults.push(`“${name}” is out of sight, under ${above?.outerHTML.slice(0, 80)}`);
return { name, lost: false, isTick: focus.matches("td.tick input:not(:checked)"), faults };
