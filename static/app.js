// Makes pages nicer; every page works without it. No page holds a script of its own.
(() => {
  "use strict";

  const hideAfter = 30_000;

  // -- menus: one open at a time, closed by Escape, by a click elsewhere, and when the focus goes on

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

  document.addEventListener("focusout", (event) => {
    const menu = event.target.closest?.("details.menu[open]");
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
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

  // -- focus: what htmx replaces while it has the focus hands it to its like, or to the part of the page that took its place

  let held; // what had the focus before a swap

  // Not where a link leads: that follows the filters.
  const labelOf = (element) =>
    ["aria-label", "name", "value"].map((name) => element.getAttribute(name)).concat(element.textContent.trim()).join("|");

  document.addEventListener("htmx:beforeSwap", () => {
    if (document.activeElement !== document.body) held = document.activeElement;
  });

  // At once after the swap, not when htmx has settled: a key that is pressed between the two must not get lost.
  document.addEventListener("htmx:afterSwap", (event) => {
    const from = held;
    held = null;
    if (!from || from.isConnected || document.activeElement !== document.body) return;
    const like = [...document.getElementsByTagName(from.tagName)].find((other) => labelOf(other) === labelOf(from));
    if (like) return like.focus({ preventScroll: true });
    const part = document.getElementById(event.detail.target.id) ?? event.detail.target;
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
  });

  // -- print

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

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

  // -- selection: the box in the heading ticks the page, ticks are kept from page to page, “all that match” means everybody

  const bar = () => document.getElementById("selection");
  const rows = () => [...document.querySelectorAll('input[name="id"][form="selection"]')];
  // The attribute, because a form's `action` means the buttons of that name where there are any.
  const place = () => `selection ${bar().getAttribute("action")}`;
  const kept = () => new Set(JSON.parse(sessionStorage.getItem(place()) ?? "[]"));
  const keep = (ids) => sessionStorage.setItem(place(), JSON.stringify([...ids]));

  const showSelection = () => {
    if (!bar()) return;
    const all = bar().elements.all_matching;
    const boxes = rows();
    const ticked = boxes.filter((box) => box.checked).length;
    const count = all.checked ? Number(all.dataset.count) : kept().size;
    const text = bar().querySelector(".selected-count");
    text.textContent = count ? text.dataset.text.replace("0", count) : "";
    bar().classList.toggle("active", count > 0);
    const head = document.querySelector("[data-tick-all]");
    head.checked = ticked > 0 && ticked === boxes.length;
    head.indeterminate = ticked > 0 && ticked < boxes.length;
  };

  const keepTicks = () => {
    const ids = kept();
    for (const box of rows()) box.checked ? ids.add(box.value) : ids.delete(box.value);
    keep(ids);
  };

  // An act that is done has used up the ticks that it was asked for with.
  const forgetTicks = () => {
    const done = document.querySelector("[data-forget]");
    if (done) sessionStorage.removeItem(`selection ${done.dataset.forget}`);
  };

  const recallTicks = () => {
    forgetTicks();
    if (!bar()) return;
    const ids = kept();
    for (const box of rows()) box.checked = ids.has(box.value);
    showSelection();
  };

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.matches("[data-submit]")) input.form.requestSubmit();
    if (!bar() || (input.form !== bar() && !input.matches("[data-tick-all]"))) return;
    const all = bar().elements.all_matching;
    if (input !== all) {
      if (input.matches("[data-tick-all]")) rows().forEach((box) => { box.checked = input.checked; });
      all.checked = false;
      keepTicks();
    }
    showSelection();
  });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-clear]")) return;
    bar().elements.all_matching.checked = false;
    keep([]);
    recallTicks();
    bar().elements.all_matching.focus(); // the button goes with the selection
  });

  // Those ticked on other pages go with the form.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form !== bar()) return;
    form.querySelectorAll("[data-kept]").forEach((field) => field.remove());
    const here = new Set(rows().map((box) => box.value));
    for (const id of kept()) {
      if (here.has(id)) continue;
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: "id", value: id });
      field.dataset.kept = "";
      form.append(field);
    }
  });

  document.addEventListener("htmx:afterSettle", recallTicks);
  window.addEventListener("pageshow", recallTicks);

  // -- what will come of a text that is typed: the address of a mailbox

  document.addEventListener("input", (event) => {
    const shown = document.querySelector(`[data-follows="${CSS.escape(event.target.id)}"]`);
    if (!shown) return;
    const { before, after, empty } = shown.dataset;
    shown.textContent = before + (event.target.value.trim().toLowerCase() || empty) + after;
  });

  // -- a form that does something is sent once, however often its button is pressed

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });

  window.addEventListener("pageshow", () => {
    document.querySelectorAll("[data-once]").forEach((form) => delete form.dataset.sent);
  });
})();
