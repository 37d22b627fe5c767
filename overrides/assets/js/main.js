// Everything the page does by itself. Without it, nothing is missing but these helps. No request, unless a reader opens search.
(() => {
  const root = document.documentElement;
  // Storage may be shut off: then nothing is remembered.
  const remembered = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => {
    try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch { /* as above */ }
  };

  // The notice for a page past its date, also on a copy of the site that nobody rebuilt.
  const stale = document.getElementById("stale");
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10); // the reader's own day
  if (stale && today >= stale.dataset.reviewBy) stale.hidden = false;

  // The headings' ids are the same in all languages, so whoever changes the language stays at the same part of the page.
  const languages = document.querySelectorAll("#languages a");
  const keepPlace = (link) => { if (document.getElementById(decodeURIComponent(location.hash.slice(1)))) link.hash = location.hash; };
  for (const link of languages) link.addEventListener("click", () => keepPlace(link));

  // Where the browser asks for another language that exists, a line offers it. Never a redirect; stored only when dismissed.
  const suggestion = document.getElementById("language-suggestion");
  for (const tag of navigator.languages || []) {
    const code = tag.toLowerCase().split("-")[0];
    const codes = { no: ["nb", "nn"], nb: ["nb", "nn"], nn: ["nn", "nb"] }[code] || [code]; // who reads one Norwegian reads both
    if (codes.includes(root.lang)) break;
    const edition = codes.map((each) => document.querySelector(`#languages a[lang="${each}"]`)).find(Boolean);
    if (!edition) continue;
    if (!suggestion || remembered("language-suggestion")) break;
    const [link, close] = suggestion.children;
    link.href = edition.href;
    link.lang = link.hreflang = edition.lang;
    link.textContent = edition.textContent;
    link.addEventListener("click", () => keepPlace(link));
    close.onclick = () => {
      suggestion.hidden = true;
      remember("language-suggestion", "dismissed");
    };
    suggestion.hidden = false;
    break;
  }

  // Light, dark, or as the system has it: one press goes on to the next. Stored only when it is not the system's.
  const palette = document.querySelector("[data-md-toggle=palette]");
  if (palette) {
    const schemes = ["", "default", "slate"];
    const label = palette.title; // the button's name too: said once
    const names = palette.dataset.names.split("|");
    const name = () => {
      const index = Math.max(0, schemes.indexOf(root.dataset.mdColorScheme || ""));
      palette.title = `${label}: ${names[index]}`;
      return index;
    };
    palette.onclick = () => {
      const scheme = schemes[(name() + 1) % 3];
      if (scheme) root.dataset.mdColorScheme = scheme;
      else delete root.dataset.mdColorScheme;
      remember("palette", scheme);
      name();
    };
    name();
    palette.hidden = false;
  }

  // The row under the text: its buttons work only with a script, so they are shown by it. What is handed on is the address that the
  // reader is at, also on a mirror, without a query; with the part of the page that the address names.
  const row = document.querySelector(".share");
  const address = () => {
    const target = document.querySelector("article :target:not(h1, sup, .footnote *)");
    // A file on this disk is no address for anybody else.
    const whole = location.protocol === "file:" ? document.querySelector("[rel=canonical]")?.href : location.href;
    return (whole || location.href).split(/[?#]/)[0] + (target ? `#${target.id}` : "");
  };
  const share = {
    async copy({ done, failed }) {
      const status = row.querySelector("[role=status]");
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(address());
        status.textContent = done;
      } catch {
        status.textContent = `${failed} ${address()}`;
      }
    },
    send: () => navigator.share({ title: document.title, url: address() }).catch(() => {}), // closing the sheet is no mistake
    print: () => print(),
  };
  for (const button of row.querySelectorAll("[data-share]")) {
    const name = button.dataset.share;
    button.hidden = !{ send: navigator.share, print: self.print, copy: true }[name];
    button.onclick = () => share[name](button.dataset);
  }
  const mail = row.querySelector("a");
  mail.onclick = () => { mail.href = mail.href.replace(/body=.*/, () => `body=${encodeURIComponent(address())}`) };

  // A panel closes when somebody leaves it: by keyboard, since they must see where they come to; by a link to a part of this page;
  // by Escape also where the browser keeps that key for emptying the search (WebKit).
  // Older browsers have no panels, and take `:popover-open` for a mistake.
  for (const panel of root.showPopover ? document.querySelectorAll("[popover]") : []) {
    const close = () => panel.hidePopover();
    addEventListener("focusin", ({ target }) => {
      if (!panel.contains(target) && target.popoverTargetElement !== panel && panel.matches(":popover-open")) close();
    });
    panel.addEventListener("click", ({ target }) => target.closest("a") && close());
    panel.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  }

  // Search: its scripts are asked for when a reader opens it, in order, once.
  const open = document.querySelector("[data-md-toggle=search]");
  const panel = document.getElementById("search");
  if (open && panel.showPopover) {
    open.hidden = false;
    const field = panel.querySelector("input");
    // Not by `autofocus`: browsers complain of that on every address with a fragment. Within the press, so that phones show their keys.
    open.addEventListener("click", (event) => {
      event.preventDefault();
      panel.togglePopover();
      if (panel.matches(":popover-open")) field.focus();
    });
    panel.addEventListener("toggle", () => {
      for (const address of panel.dataset.scripts.split(" ")) {
        const script = document.createElement("script");
        script.src = address;
        script.async = false; // the language's file first
        document.head.append(script);
      }
    }, { once: true });
  }
})();
