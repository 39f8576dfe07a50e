/* The search box as a combobox: htmx brings the suggestions, this lets them be chosen by keys, mouse and screen reader. */
"use strict";
(function () {
  const box = document.getElementById("q");
  const list = document.getElementById("suggestions");
  const told = document.getElementById("suggested");
  if (!box || !list) return;
  let typed = box.value;
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "suggestions");
  box.setAttribute("aria-expanded", "false");

  const options = () => Array.from(list.querySelectorAll("[role=option]"));
  const chosen = () => options().findIndex((one) => one.getAttribute("aria-selected") === "true");

  function open() {
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  }
  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  }
  function choose(place) {
    options().forEach((one, at) => one.setAttribute("aria-selected", String(at === place)));
    const one = options()[place];
    if (one) {
      box.setAttribute("aria-activedescendant", one.id);
      one.scrollIntoView({ block: "nearest" });
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }
  function take(one) {
    box.value = one.dataset.query;
    close();
    box.form.requestSubmit();
  }

  list.addEventListener("htmx:afterSwap", () => {
    const count = options().length;
    if (count && document.activeElement === box && box.value !== "") open();
    else close();
    told.textContent = count ? told.dataset.words.replace("#", String(count)) : "";
  });
  box.addEventListener("input", () => {
    typed = box.value;
    choose(-1);
    if (typed === "") close();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = options().length;
    const at = chosen();
    if (event.key === "ArrowDown" && count) {
      event.preventDefault();
      if (list.hidden) open();
      choose((at + 1) % count);
    } else if (event.key === "ArrowUp" && count && !list.hidden) {
      event.preventDefault();
      choose(at <= 0 ? count - 1 : at - 1);
    } else if (event.key === "Enter" && !list.hidden && at >= 0) {
      event.preventDefault();
      take(options()[at]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });
  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const one = event.target.closest("[role=option]");
    if (one) take(one);
  });
})();
