"use strict";
// The page is whole without this. It opens what is folded around a place one goes to, shows all pieces of a mark,
// takes a click on a marked statement to its note, and unfolds everything for print.
(() => {
  const lit = "lit";

  function show(hash) {
    for (const piece of document.querySelectorAll("." + lit)) piece.classList.remove(lit);
    const place = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!place) return;
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const name = place.dataset.mark;
    const pieces = name ? document.querySelectorAll('[data-mark="' + CSS.escape(name) + '"]') : [place];
    for (const piece of pieces) piece.classList.add(lit);
    place.scrollIntoView({ block: name ? "center" : "start" });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("a, summary") || String(getSelection())) return;
    const mark = event.target.closest("[data-note]");
    if (mark) location.hash = mark.dataset.note;
  });

  addEventListener("hashchange", () => show(location.hash));
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  if (location.hash) show(location.hash);
})();
