// What can be used on the page and was never visited by the focus. Of radio buttons the one that is set, or else the first, stands
// for all: the arrows reach the others.
const usable = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
const first = (radio, more) => document.querySelector(`[name="${radio.name}"]${more}`);
const standsForAll = (radio) => radio === (first(radio, ":checked") ?? first(radio, ""));
return [...usable]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }))
  .filter((element) => !element.disabled && element.type !== "hidden" && !element.closest("[aria-hidden='true']"))
  .filter((element) => element.type !== "radio" || standsForAll(element))
  .filter((element) => !window.visited?.has(element))
  .map((element) => element.outerHTML.slice(0, 120));
