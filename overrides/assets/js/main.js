// Everything the page does by itself. Without it, nothing is missing but these helps. No request, unless a reader opens search.
(() => {
  const page = document.documentElement;

  // The notice for a page past its date, also on a copy of the site that nobody rebuilt (DESIGN 5).
  const stale = document.getElementById("stale");
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10); // the reader's own day
  if (stale && today >= stale.dataset.reviewBy) stale.hidden = false;

  // Where the browser asks for another language that exists, a line offers it. Never a redirect; stored only when dismissed.
  const offer = document.getElementById("offer");
  const wanted = (navigator.languages || []).map((tag) => tag.toLowerCase().replace(/^no\b/, "nb"));
  const own = page.lang;
  for (const tag of wanted) {
    const code = tag.split("-")[0];
    if (code === own) break;
    const there = document.querySelector(`#languages a[lang="${code}"]`);
    if (!there) continue;
    let dismissed = false;
    try { dismissed = localStorage.getItem("offer") === "no"; } catch { /* storage may be shut off */ }
    if (dismissed || !offer) break;
    const [link, close] = offer.children;
    link.href = there.href;
    link.lang = link.hreflang = code;
    link.textContent = there.textContent;
    close.onclick = () => {
      offer.hidden = true;
      try { localStorage.setItem("offer", "no"); } catch { /* then it comes again on the next page */ }
    };
    offer.hidden = false;
    break;
  }

  // The row under the text: its buttons work only with a script, so they are shown by it. What is handed on is the address that the
  // reader is at, also on a mirror, without a query; with the part of the page that the address names.
  const row = document.querySelector(".share");
  const here = () => {
    const part = document.querySelector("article :target:not(h1, sup, .footnote *)");
    // A file on this disk is no address for anybody else.
    const whole = location.protocol === "file:" ? document.querySelector("[rel=canonical]")?.href : location.href;
    return (whole || location.href).split(/[?#]/)[0] + (part ? `#${part.id}` : "");
  };
  const share = {
    async copy({ done, failed }) {
      const status = row.querySelector("[role=status]");
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(here());
        status.textContent = done;
      } catch {
        status.textContent = `${failed} ${here()}`;
      }
    },
    send: () => navigator.share({ title: document.title, url: here() }).catch(() => {}), // closing the sheet is no mistake
    print: () => print(),
  };
  for (const button of row.querySelectorAll("[data-share]")) {
    const name = button.dataset.share;
    button.hidden = name === "send" && !navigator.share;
    button.onclick = () => share[name](button.dataset);
  }
  const mail = row.querySelector("a");
  mail.onclick = () => { mail.href = mail.href.replace(/body=.*/, `body=${encodeURIComponent(here())}`) };

  // Whoever leaves an open panel by keyboard must see where they come to: it closes, unless they come to its own button.
  for (const panel of document.querySelectorAll("[popover]")) {
    panel.addEventListener("focusout", ({ relatedTarget: to }) => {
      if (to && !panel.contains(to) && to.popoverTargetElement !== panel) panel.hidePopover?.();
    });
  }

  // Search: its scripts are asked for when a reader opens it, in order, once. Not in `make serve`, which does not make them.
  const open = document.querySelector(".open-search");
  const panel = document.getElementById("search");
  if (open && panel.showPopover) {
    open.hidden = false;
    // Not by `autofocus`: browsers complain of that on every address with a fragment.
    panel.addEventListener("toggle", (event) => event.newState === "open" && panel.querySelector("input").focus());
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
