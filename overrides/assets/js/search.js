// Search, loaded when a reader opens it: MiniSearch and the Snowball base stand above this in the same file
// (scripts/steps/search.py), and the language's file has set `guide`: its stemmer, its parts and its words.
// Everything happens in the page: the only requests are those two files.
const { stem, parts, words } = self.guide;
const panel = document.getElementById("search");
const [field, status, list] = ["field", "status", "results"].map((part) => document.getElementById(`search-${part}`));
const at = panel.dataset.root;

// Letters that Unicode does not take apart into a plain letter and an accent, and the Greek sigma at the end of a word.
const PLAIN = { ø: "o", æ: "ae", œ: "oe", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ" };
const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[øæœßđðþłħıς]/g, (letter) => PLAIN[letter]);

// Each word is found by its stem and by itself, both without accents and capitals.
const stemmed = (word) => fold(stem ? stem(word.toLowerCase().normalize("NFC")) : word);
const terms = (word) => [...new Set([fold(word), stemmed(word)])];
const index = new MiniSearch({
  idField: "at",
  fields: ["title", "heading", "text"],
  tokenize: (text) => text.match(/[\p{L}\p{N}\p{M}]+/gu) || [],
  processTerm: terms,
  searchOptions: { processTerm: stemmed, boost: { heading: 3, title: 2 }, prefix: (term) => term.length > 2, fuzzy: (term) => (term.length > 6 ? 0.15 : 0) },
});
const byId = new Map(parts.map(([at, title, heading, text]) => [at, { at, title, heading, text }]));
index.addAll([...byId.values()]);

const element = (name, text, ...children) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
};

// A stretch of the text around the first match, the matching words marked.
const snippet = (text, matched) => {
  const pieces = text.split(/([\p{L}\p{N}\p{M}]+)/u);
  const hit = (piece) => terms(piece).some((term) => matched.has(term));
  const first = pieces.findIndex((piece, number) => number % 2 && hit(piece));
  const start = Math.max(0, first - 16);
  const line = element("p");
  if (start) line.append("… ");
  for (let number = start; number < Math.min(pieces.length, start + 60); number++) {
    line.append(number % 2 && hit(pieces[number]) ? element("mark", pieces[number]) : pieces[number]);
  }
  if (start + 60 < pieces.length) line.append(" …");
  return line;
};

const find = () => {
  const query = field.value.trim();
  list.replaceChildren();
  status.textContent = "";
  if (query.length < 2) return;
  let found = index.search(query, { combineWith: "AND" });
  if (!found.length) found = index.search(query);
  found = found.slice(0, 20);
  status.textContent = (found.length ? words.found : words.none).replace("{count}", found.length).replace("{query}", query);
  for (const result of found) {
    const part = byId.get(result.id);
    const link = element("a", part.heading || part.title);
    link.href = at + part.at;
    if (part.heading) link.append(element("span", part.title));
    list.append(element("li", "", link, snippet(part.text, new Set(result.terms))));
  }
  if (!found.length) {
    const on = element("button", words.all_pages);
    on.type = "button";
    on.className = "tool";
    on.setAttribute("popovertarget", "menu");
    const home = element("a", words.home);
    home.href = at + parts[0][0]; // the home page comes first
    list.append(element("li", "", home), element("li", "", on));
  }
};

let waiting;
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(find, 80); // one announcement when the typing pauses, not one for every letter
});
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  find();
  list.querySelector("a")?.focus();
});
panel.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [field, ...list.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
list.addEventListener("click", (event) => event.target.closest("a") && panel.hidePopover());
find();
