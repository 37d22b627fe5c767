// Search, loaded when a reader opens it: MiniSearch stands above this in the same file (scripts/assets.py), and the language's file
// has set `searchIndex`: its pages and its words (scripts/outputs/search_index.py).
// Everything happens in the page: the only requests are those two files.
const { pages, keys, keyLength, plainLetters, mutations, consonantKeys, letterPairs, strings } = self.searchIndex;
const panel = document.getElementById("search");
const [field, status, list] = ["field", "status", "results"].map((name) => document.getElementById(`search-${name}`));
const at = panel.dataset.root;

// Letters of another alphabet come exchanged for Latin ones, which take half the bytes; the exchange undoes itself.
const pairs = new Map([...letterPairs].map((letter, number, all) => [letter, all[number ^ 1]]));
const exchanged = (text) => (letterPairs ? text.replace(/\p{L}/gu, (letter) => pairs.get(letter) ?? letter) : text);

const fold = (text) =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/\p{L}/gu, (letter) => plainLetters[letter] ?? letter);

// A word's keys are its first letters and, of another form of a word, those of that word (scripts/word_forms.py): “write0wrote” says
// that what begins with “wrote” has the key “write” too. A key begins with “=”, so that no word of the text is taken for one.
const others = new Map();
for (const group of exchanged(keys).split(";")) {
  const [target, ...ends] = group.split(/(?=\d)/);
  for (const end of ends) {
    const start = target.slice(0, end[0]) + end.slice(1);
    others.set(start, [...(others.get(start) ?? []), target]);
  }
}
const consonantsOf = (folded) => {
  if (!consonantKeys) return [];
  const { vowels, prefixes, length } = consonantKeys;
  const all = [...folded].filter((letter) => !vowels.includes(letter)).join("").replace(/(.)\1/g, "$1");
  return (prefixes.includes(all[0]) ? [all, all.slice(1)] : [all]).filter((each) => each.length > 1).map((each) => `~${each.slice(0, length)}`);
};
const keysOf = (folded) => {
  const begins = Object.keys(mutations).find((each) => folded.startsWith(each));
  const start = (begins ? mutations[begins] + folded.slice(begins.length) : folded).slice(0, keyLength);
  return [start, ...(others.get(start) ?? []), ...consonantsOf(folded)].map((each) => `=${each}`);
};

// Each word stands in the index as itself and as its keys.
const terms = (word) => [fold(word), ...keysOf(fold(word))];
const words = (text) => text.replace(/\u00ad/g, "").match(/[\p{L}\p{N}\p{M}]+/gu) || [];
const index = new MiniSearch({ idField: "at", fields: ["title", "heading", "text"], tokenize: words, processTerm: terms });
const sections = pages.flatMap(([url, title, ...parts]) =>
  parts.map(([fragment, heading, text]) => ({
    at: fragment ? `${url}#${fragment}` : url,
    title: exchanged(title),
    heading: exchanged(heading),
    text: exchanged(text),
  })),
);
const byId = new Map(sections.map((section) => [section.at, section]));
index.addAll(sections);

// What begins as the typed word does, or is much like it; what shares its beginning, the longer
// the better; and, counting less, all its forms.
const plain = (term) => term;
const ofWord = (word) => {
  const folded = fold(word);
  const queries = [
    { queries: [folded], processTerm: plain, prefix: (term) => term.length > 2, fuzzy: (term) => (term.length > 6 ? 0.15 : 0) },
    { queries: keysOf(folded), tokenize: (text) => [text], processTerm: plain, boost: { heading: 1.5, title: 1, text: 0.5 } },
  ];
  for (let end = folded.length - 2; end > keyLength; end--) queries.push({ queries: [folded.slice(0, end)], processTerm: plain, prefix: true });
  return { combineWith: "OR", queries };
};
const search = (query, combineWith) =>
  index.search({ combineWith, queries: words(query).map(ofWord) }, { boost: { heading: 3, title: 2 } });

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
  let found = search(query, "AND");
  if (!found.length) found = search(query, "OR");
  found = found.slice(0, 20);
  status.textContent = (found.length ? strings.found : strings.none).replace("{count}", found.length).replace("{query}", () => query) /* a function: $& in a query stands for itself */;
  for (const result of found) {
    const part = byId.get(result.id);
    const link = element("a", part.heading || part.title);
    link.href = at + part.at;
    if (part.heading) link.append(element("span", part.title));
    list.append(element("li", "", link, snippet(part.text, new Set(result.terms))));
  }
  if (!found.length) {
    const on = element("button", strings.all_pages);
    on.type = "button";
    on.className = "md-button";
    on.setAttribute("popovertarget", "menu");
    const home = element("a", strings.home);
    home.href = at + sections[0].at; // the home page comes first
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
