"use strict";
(() => {
  const root = document.documentElement;
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  const language = () => {
    const chosen = document.getElementById("language-en").checked ? "en" : "nl";
    root.lang = chosen;
    document.title = root.dataset[chosen === "en" ? "titleEn" : "titleNl"];
  };
  each("input[name=language]", (input) => input.addEventListener("change", language));
  language();

  const search = document.getElementById("search");
  const narrow = () => {
    const wanted = search.value.trim().toLowerCase();
    each("#requirements details.group", (group) => {
      let found = 0;
      group.querySelectorAll("tbody tr").forEach((row) => {
        const fits = !wanted || row.textContent.toLowerCase().includes(wanted);
        row.classList.toggle("unwanted", !fits);
        found += fits ? 1 : 0;
      });
      group.hidden = found === 0;
      if (wanted && found) group.open = true;
    });
  };
  search?.addEventListener("input", narrow);
  each(".scripted", (part) => part.removeAttribute("hidden"));

  each("[data-unfold]", (button) => button.addEventListener("click", () => {
    const open = button.dataset.unfold === "open";
    each("main details", (part) => { part.open = open; });
  }));
})();
