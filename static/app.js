// Makes pages nicer; every page works without it. No page holds a script of its own.
(() => {
  "use strict";

  const hideAfter = 30_000;

  // -- menus: one open at a time, closed by Escape and by a click elsewhere

  const openMenus = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    hideAll();
  });

  // -- filters: on a narrow page only the search stands open

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".filters-toggle");
    if (!button) return;
    const open = button.form.classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });

  // -- passwords: shown in their cell until the pointer or the focus leaves, the page hides, or the time is up

  const shown = new Map();

  const hide = (cell) => {
    const { form, timer } = shown.get(cell) ?? {};
    if (!form) return;
    clearTimeout(timer);
    shown.delete(cell);
    const hadFocus = cell.contains(document.activeElement);
    cell.replaceChildren(form);
    window.htmx?.process(cell);
    if (hadFocus) form.querySelector("button").focus();
  };

  const hideAll = () => [...shown.keys()].forEach(hide);

  document.addEventListener("htmx:beforeSwap", (event) => {
    const cell = event.detail.target;
    if (!cell.matches?.(".password") || !event.detail.xhr.response.includes("password-value")) return;
    hideAll();
    const form = cell.querySelector("form").cloneNode(true);
    form.removeAttribute("class"); // htmx marks a form while it waits
    shown.set(cell, { form });
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const cell = event.detail.target;
    if (!shown.has(cell)) return;
    shown.get(cell).timer = setTimeout(() => hide(cell), hideAfter);
    cell.querySelector("[data-copy]")?.focus();
    // Attached here because neither event tells ancestors which cell it left.
    cell.addEventListener("pointerleave", (left) => left.pointerType === "mouse" && hide(cell), { once: true });
  });

  document.addEventListener("focusout", (event) => {
    const cell = event.target.closest?.(".password");
    if (cell && shown.get(cell)?.timer && !cell.contains(event.relatedTarget)) hide(cell);
  });

  window.addEventListener("pagehide", hideAll);
  document.addEventListener("visibilitychange", () => document.hidden && hideAll());

  // -- copy to clipboard

  // Without https, or without leave to write to the clipboard, copying a selection still works.
  const copySelected = (field) => {
    getSelection().selectAllChildren(field);
    document.execCommand("copy");
    getSelection().removeAllRanges();
  };

  const copyText = (field) =>
    (navigator.clipboard?.writeText(field.textContent) ?? Promise.reject()).catch(() => copySelected(field));

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = button.parentElement.querySelector("output");
    const said = button.parentElement.querySelector("[data-copied]");
    await copyText(field);
    said.textContent = said.dataset.copied;
    const mark = button.querySelector("use");
    mark?.setAttribute("href", mark.getAttribute("href").replace("#clipboard", "#check-lg"));
  });

  // -- selection: the box in the heading ticks the page, the bar counts, “all that match” goes past the page

  const rows = () => [...document.querySelectorAll('input[name="id"][form="selection"]')];

  const showSelection = () => {
    const bar = document.getElementById("selection");
    if (!bar) return;
    const all = bar.elements.all_matching;
    const boxes = rows();
    const ticked = boxes.filter((box) => box.checked).length;
    const count = all.checked ? Number(all.dataset.count) : ticked;
    const text = bar.querySelector(".selected-count");
    text.textContent = count ? text.dataset.text.replace("0", count) : "";
    bar.classList.toggle("active", count > 0);
    const head = document.querySelector("[data-tick-all]");
    head.checked = ticked > 0 && ticked === boxes.length;
    head.indeterminate = ticked > 0 && ticked < boxes.length;
  };

  const tickAll = (ticked) => rows().forEach((box) => { box.checked = ticked; });

  document.addEventListener("change", (event) => {
    const input = event.target;
    const bar = document.getElementById("selection");
    if (input.matches("[data-submit]")) input.form.requestSubmit();
    if (!bar) return;
    const all = bar.elements.all_matching;
    if (input === all) tickAll(all.checked);
    else if (input.matches("[data-tick-all]")) tickAll(input.checked);
    if (input !== all && rows().some((box) => !box.checked)) all.checked = false;
    showSelection();
  });

  document.addEventListener("htmx:afterSettle", showSelection);
  window.addEventListener("pageshow", showSelection);
})();
