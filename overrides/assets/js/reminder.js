// A calendar file, made in the browser: “One month since you wrote to Meta: has it answered?” (GDPR, Article 12(3)). Nothing is sent or
// stored. In front of this script in the same file stand its words and how the language writes dates (scripts/outputs/page_scripts.py).
(() => {
  const { strings, dates } = self.reminderData;
  const pad = (number) => String(number).padStart(2, "0");

  // The same day of the next month, or its last day (31 January → 28 February).
  const nextMonth = (from) => {
    const day = new Date(from.getFullYear(), from.getMonth() + 1, from.getDate());
    return day.getMonth() === (from.getMonth() + 1) % 12 ? day : new Date(from.getFullYear(), from.getMonth() + 2, 0);
  };
  const compact = (day) => `${day.getFullYear()}${pad(day.getMonth() + 1)}${pad(day.getDate())}`;
  const written = (day) => dates[day.getMonth()].replace("{d}", day.getDate()).replace("{y}", day.getFullYear());

  // RFC 5545: commas and line ends are escaped (3.3.11), lines hold 75 octets and end in CRLF (3.1).
  const text = (value) => value.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  const folded = (line) => {
    let out = "", octets = 0;
    for (const letter of line) {
      const size = new TextEncoder().encode(letter).length;
      if (octets + size > 75) {
        out += "\r\n ";
        octets = 1;
      }
      out += letter;
      octets += size;
    }
    return out;
  };
  const calendar = (day, now, url) => [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Your posts and Meta's AI//Reminder//EN", "BEGIN:VEVENT",
    `UID:${now.getTime()}-${Math.random().toString(36).slice(2)}@posts-and-ai`,
    `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `SUMMARY:${text(strings.title)}`, `DESCRIPTION:${text(`${strings.text}\n${url}`)}`, `URL:${url}`,
    "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT9H", `DESCRIPTION:${text(strings.title)}`, "END:VALARM",
    "END:VEVENT", "END:VCALENDAR", "",
  ].map(folded).join("\r\n");

  const save = (status) => {
    const now = new Date(), day = nextMonth(now);
    // A file on this disk is no address for a calendar.
    const here = location.protocol === "file:" ? document.querySelector("[rel=canonical]").href : location.href;
    const url = new URL("../if-it-fails/#no-answer", here.split(/[?#]/)[0]).href;
    const file = document.createElement("a");
    file.href = URL.createObjectURL(new Blob([calendar(day, now, url)], { type: "text/calendar;charset=utf-8" }));
    file.download = `meta-${compact(day)}.ics`;
    file.click();
    setTimeout(() => URL.revokeObjectURL(file.href), 40000); // some phones ask first
    status.textContent = strings.done.replace("{date}", () => written(day));
  };

  // After the finder, after what comes back, and after each letter.
  for (const place of document.querySelectorAll("#finder, #after + p, article > blockquote")) {
    const line = document.createElement("p");
    line.className = "reminder";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "md-button";
    button.textContent = strings.button;
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    button.onclick = () => save(status);
    line.append(button, " ", status);
    place.after(line);
  }
})();
