// The filter above the table of authorities: shows the rows whose country, authority or language holds what is typed, whatever
// its accents and capitals. Without it the table stands as it is. Nothing is stored, sent or put in the address.
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const field = form.querySelector("input");
  const status = form.querySelector("[role=status]");

  // Letters that Unicode does not take apart into a plain letter and an accent, and the Greek sigma at the end of a word.
  const PLAIN = { ø: "o", æ: "ae", œ: "oe", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ" };
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[øæœßđðþłħıς]/g, (letter) => PLAIN[letter]);

  // Words are compared from their beginnings, so that "is" finds Iceland (Ísland) but not every "Commission".
  const table = form.nextElementSibling;
  const rows = [...table.querySelectorAll("tbody tr[id]")].map((row) => {
    const [country, authority] = row.cells;
    const names = [...authority.childNodes].filter((node) => node.nodeName !== "SMALL").map((node) => node.textContent);
    return { row, words: fold([country.textContent, ...names, row.dataset.also].join(" ")).split(/[^\p{L}\p{N}]+/u) };
  });

  const filter = () => {
    const wanted = fold(field.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    let count = 0;
    for (const { row, words } of rows) {
      row.hidden = !wanted.every((part) => words.some((word) => word.startsWith(part)));
      if (!row.hidden) count++;
    }
    for (const { rows: [head, ...below] } of table.tBodies) head.hidden = below.every((row) => row.hidden);
    status.textContent = (count ? form.dataset.found : form.dataset.none).replace("{count}", count).replace("{query}", field.value.trim());
    if (!wanted.length && count) status.textContent = "";
  };

  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80); // one announcement when the typing pauses, not one for every letter
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    filter();
  });
  field.value = ""; // a reload would keep the word, and show all rows
  form.hidden = false;
})();
