// "Which route is mine?": the list of questions and answers on the page, asked one after the other. Everything is read off
// that list, so the words and the ways stand once. The answers stay in the page: nothing is stored, sent or put in the address.
(() => {
  const finder = document.getElementById("finder");
  if (!finder) return;
  const [ways, form, status, found, again] = finder.children;
  const say = (words, key, value) => { status.textContent = words.replace(`{${key}}`, value); };

  const element = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };

  // The section of a route is moved into the finder and back, not copied: its ids and its footnotes exist once.
  let place, moved;
  const putBack = () => {
    if (place) place.replaceWith(...moved);
    place = null;
    found.hidden = true;
  };
  const show = (link) => {
    const heading = document.getElementById(link.hash.slice(1));
    moved = [heading];
    for (let next = heading.nextElementSibling; next && !next.matches("h2, h3, .footnote"); next = next.nextElementSibling) moved.push(next);
    place = document.createComment("");
    heading.before(place);
    found.append(...moved);
    found.hidden = false;
    found.scrollIntoView({ block: "nearest" });
    say(finder.dataset.found, "route", link.textContent);
  };

  // One question with its answers, below those asked before. Gives the words of the question.
  const ask = (branch) => {
    const question = branch.querySelector(":scope > p").textContent;
    const set = element("fieldset", element("legend", question));
    for (const item of branch.querySelectorAll(":scope > ul > li")) {
      const radio = element("input");
      radio.type = "radio";
      radio.name = `finder-${form.children.length}`;
      radio.addEventListener("change", () => {
        putBack();
        while (set.nextElementSibling) set.nextElementSibling.remove(); // what came after another answer is asked anew
        again.hidden = false;
        const link = item.querySelector(":scope > a");
        if (link) return show(link);
        say(finder.dataset.next, "question", ask(item));
        form.lastElementChild.scrollIntoView({ block: "nearest" });
      });
      set.append(element("label", radio, item.querySelector(":scope > span").textContent));
    }
    form.append(set);
    return question;
  };

  const start = () => {
    putBack();
    form.replaceChildren();
    ask(ways);
    again.hidden = true;
    status.textContent = "";
  };
  again.addEventListener("click", () => {
    start();
    form.querySelector("input").focus();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  ways.hidden = true; // on paper it is shown all the same
  form.hidden = false;
  start();
})();
