// The letter helper: puts what a reader types into the letters of the page, at once. Nothing leaves the page: no request, no
// storage, no address; leaving the page empties the form. The letters are the page's own quotations, so there is one text:
//   <em data-field="name">[your full name]</em>  a blank; as long as it is empty, its words stay in the letter
//   a bulleted list                              "keep what is true": an item without blanks is a box to tick, one with blanks
//                                                stays when they are filled; with its last item goes the line that leads to it
// Until something is filled in, the letter is word for word the printed one.
(() => {
  const form = document.getElementById("letter");
  const letters = [...document.querySelectorAll("article > blockquote")];
  const [fields, store, title, missing, mail, long] = ["fields", "store", "title", "missing", "mail", "long"].map((part) => document.getElementById(`letter-${part}`));
  const output = form.querySelector("pre");
  const status = form.querySelector("[role=status]");
  const country = form.querySelector("select");
  const link = country.parentNode.nextElementSibling;
  const { countries, dates } = self.letterData; // in front of this script in the same file (scripts/outputs/letter_script.py)
  const buttons = new Map(); // letter → the button that opens it
  const boxes = new Map(); // list item → the box that keeps it
  const groups = new Map(); // list → the group of its boxes and fields
  const controls = new Map(); // name of a blank → what it is filled with
  const MAX_MAILTO = 2000; // Windows hands no longer address on to a mail program, and says nothing
  let current;
  let begun = false;

  const make = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };
  const plain = (node) => node.textContent.replace(/[ \t\r\n]+/g, " ");
  const box = (words) => {
    const tick = make("input");
    tick.type = "checkbox";
    const label = make("label", tick, words);
    label.dataset.tick = "";
    return [tick, label];
  };
  const written = (iso) => {
    const [year, month, day] = iso.split("-").map(Number);
    return dates[month - 1].replace("{d}", day).replace("{y}", year);
  };
  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");
  };
  // The lines somebody typed. Half a surrogate pair, which no file or address can carry, becomes U+FFFD.
  const lines = (text) =>
    text.replace(/\p{Surrogate}/gu, "\ufffd").split(/\r\n|[\n\r\v\f\x85\u2028\u2029]/).map((line) => line.trim()).filter(Boolean);

  // What fills a blank: its lines, none while it is empty.
  const values = (name) => {
    if (name === "today") return begun ? [written(today())] : [];
    const typed = controls.get(name).querySelector("input:not([type=checkbox]), textarea");
    if (name === "country") return country.selectedIndex ? [country.selectedOptions[0].text] : [];
    if (typed.type === "date") return typed.value ? [written(typed.value)] : [];
    const own = lines(typed.value);
    if (name === "authority" && !own.length) return lines(country.value);
    return [...controls.get(name).querySelectorAll(":checked:not(option)")].map((tick) => plain(tick.parentNode)).concat(own);
  };
  const blanks = (block) => [...block.querySelectorAll("[data-field]")];
  const alone = (block) => blanks(block).length === 1 && plain(block).trim() === plain(blanks(block)[0]);
  const kept = (item) => !begun || (boxes.has(item) ? boxes.get(item).checked : blanks(item).every((blank) => values(blank.dataset.field).length));
  const sentence = (block) => {
    const piece = (node) => {
      const name = node.dataset?.field;
      if (!name) return plain(node);
      return values(name).join("\n") || plain(node);
    };
    return [...block.childNodes].map(piece).join("").trim();
  };
  const itemsOf = (list) => {
    if (list.tagName === "OL") return [...list.children].map((item, number) => `${number + 1}. ${sentence(item)}`);
    return [...list.children].filter(kept).flatMap((item) => (alone(item) ? sentence(item).split("\n") : [sentence(item).replace(/\n/g, "\n  ")])).map((line) => `- ${line}`);
  };
  const text = () => {
    const parts = [];
    for (const block of current.children) {
      if (block.tagName === "P") {
        parts.push(sentence(block));
        continue;
      }
      const lead = parts.pop();
      const items = itemsOf(block);
      if (items.length) parts.push([lead, ...items].join("\n"));
    }
    return parts.join("\n\n");
  };

  const used = (control) => control.selectedIndex > 0 || (control.type === "checkbox" ? control.checked : control.value !== "");
  const subject = () => plain(current.querySelector("strong"));
  const write = () => {
    status.textContent = "";
    begun = [...form.querySelectorAll("input, textarea, select")].some(used);
    const words = current ? text() : "";
    output.textContent = words;
    const code = country.selectedOptions[0].dataset.code;
    link.hidden = !code;
    // Where no authority is filled in, the country has several.
    link.hash = country.value ? `authority-${code}` : "several";
    mail.href = current ? `mailto:?subject=${encodeURIComponent(subject())}&body=${encodeURIComponent(words.replace(/\n/g, "\r\n"))}` : "";
    long.hidden = mail.href.length <= MAX_MAILTO;
    const open = current && begun ? [...current.querySelectorAll("p > [data-field]")].filter((blank) => !values(blank.dataset.field).length) : [];
    missing.hidden = !open.length;
    missing.lastElementChild.textContent = open.map(plain).join(" ");
  };

  // The form stands above the letter that is being filled in and shows that letter's fields, in the letter's order.
  const show = (letter) => {
    if (current) {
      current.hidden = false;
      buttons.get(current).setAttribute("aria-expanded", false);
    }
    current = letter;
    store.append(...fields.children, ...new Set(controls.values()));
    form.hidden = !letter;
    if (letter) {
      for (const block of letter.children) {
        const target = groups.get(block) || fields;
        if (target !== fields) fields.append(target);
        for (const mark of block.querySelectorAll("li, [data-field]")) {
          const control = boxes.get(mark)?.parentNode || controls.get(mark.dataset.field);
          if (control && !(fields.contains(control) && control.parentNode !== target)) target.append(control);
        }
      }
      title.textContent = title.dataset.words.replace("{letter}", subject());
      letter.before(form);
      letter.hidden = true;
      buttons.get(letter).setAttribute("aria-expanded", true);
    }
    write();
  };
  const clear = () => {
    form.reset();
    write();
  };

  const actions = {
    clear,
    copy: () => navigator.clipboard.writeText(output.textContent),
    save: () => {
      const file = make("a");
      file.href = URL.createObjectURL(new Blob(["\ufeff", output.textContent, "\n"], { type: "text/plain;charset=utf-8" }));
      file.download = `${subject()}.txt`;
      file.click();
      setTimeout(() => URL.revokeObjectURL(file.href), 40000); // some phones ask first
    },
    print: () => {
      document.documentElement.dataset.alone = ""; // the style leaves nothing but the letter on paper
      print();
    },
  };
  form.addEventListener("click", async ({ target }) => {
    const { do: name, done = "", failed = "" } = target.dataset;
    if (!name) return;
    status.textContent = "";
    try {
      await actions[name]();
      status.textContent = done;
    } catch {
      getSelection().selectAllChildren(output);
      status.textContent = failed;
    }
  });
  form.addEventListener("submit", (event) => event.preventDefault()); // Enter in a field must not send anything
  form.addEventListener("input", write);
  // Phones say `afterprint` before they have printed, so the page is whole again when the reader comes back to it.
  for (const back of ["pointerdown", "keydown"]) addEventListener(back, () => delete document.documentElement.dataset.alone, true);
  // A page kept for going back would show what was typed to whoever goes back.
  addEventListener("pagehide", clear);
  addEventListener("pageshow", clear);

  for (const [code, name, authority] of countries) {
    const option = new Option(name, authority);
    option.dataset.code = code;
    country.add(option);
  }
  for (const wrapper of store.children) for (const name of wrapper.dataset.for.split(" ")) controls.set(name, wrapper);
  for (const reason of document.querySelector("#reasons ~ ul").children) controls.get("reasons").lastElementChild.before(box(plain(reason))[1]);
  if (!self.print) form.querySelector("[data-do=print]").remove(); // in some apps
  const opener = form.querySelector("[data-do=fill]");
  opener.remove();
  for (const letter of letters) {
    const button = opener.cloneNode(true);
    button.onclick = () => show(letter === current ? undefined : letter);
    buttons.set(letter, button);
    let heading = letter;
    while (heading.tagName !== "H2") heading = heading.previousElementSibling;
    button.title = plain(heading.firstChild); // which letter; not by aria-describedby, which would say the heading’s link too
    letter.before(button);
    for (const item of letter.querySelectorAll("ul > li")) {
      if (blanks(item).length) continue;
      const [tick, label] = box(plain(item));
      boxes.set(item, tick);
      if (!groups.has(item.parentNode)) groups.set(item.parentNode, make("fieldset", make("legend", plain(item.parentNode.previousElementSibling))));
      groups.get(item.parentNode).append(label);
      store.append(groups.get(item.parentNode));
    }
  }
})();
