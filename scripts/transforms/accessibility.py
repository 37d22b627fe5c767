"""Change what only screen readers and the reader views of browsers meet."""

from __future__ import annotations

from scripts.document import Document


def adapt(document: Document) -> None:
    """Hide boxes that are to be ticked on paper; let the timeline stand flat in the text.

    A reader view (Mozilla's Readability) takes the box around the timeline for the whole article,
    and leaves out all around it. The print page has many parts: there it does no harm.
    """
    for box in document.select(".task-list-item input"):
        box.attrs["aria-hidden"] = "true"
    for heading in document.select("#timeline"):
        for timeline in heading.parent.css("div.timeline") if heading.parent else ():
            timeline.unwrap()
