"""Rule ``multimedia``: sound, video and models that move."""

from __future__ import annotations

from collections.abc import Iterator

from nextgen_pdf import Document, Finding, rule
from nextgen_pdf_rules._remedies import LEFT_OVER, PRINT_TWICE

MESSAGES = {
    "sound": "This PDF contains a sound.",
    "movie": "This PDF contains a video.",
    "screen": "This PDF plays a video or sound on the page.",
    "rendition": "This PDF can play a video or sound.",
    "rich-media": "This PDF contains a media player.",
    "artwork": "This PDF contains a 3D model.",
    "player": "This PDF contains a player for its attachments (Flash).",
    "left-over": "This file still contains an unused sound, video or 3D model.",
}
REMEDY = (
    "Print the document to PDF under a new name: a still picture takes its place. To file a"
    " recording, follow the court's rules for exhibits." + PRINT_TWICE
)


@rule(
    "multimedia",
    codes={code: text[:-1] for code, text in MESSAGES.items()},
    mended_by=dict.fromkeys(MESSAGES, "media"),
)
def multimedia(document: Document) -> Iterator[Finding]:
    """Sound, video and 3D models.

    ## Why

    The courts' systems refuse a PDF that plays sound or video. "Contains audio and video
    content" is on every published list, such as that of the [Eastern District of
    Tennessee](https://tned.uscourts.gov/nextgen-release-18-updates-pdf-requirements)
    (release 1.8). A 3D model is not literally audio or video, but it comes with a player
    that runs scripts: a caution.

    ## Fix

    * Acrobat: Edit PDF, select the player, delete it; or print to Adobe PDF.
    * Word for Windows and Mac: delete the video, then save as PDF again.
    * Preview, Chrome and Edge: Print, Save as PDF. Chrome and Edge may need two prints, and
      they keep a sound that plays when a page is turned.
    * Free: print with any PDF printer.

    ## Limits

    The rule `attachments` finds recordings that are only attached. Links to a video on a
    website are web links, and courts accept them.
    """
    told: list[str] = []
    for media in document.media.found:
        path = media.location.path or ""
        if media.current and any(path.startswith(outer + "/") for outer in told):
            continue  # the sound of a speaker, the clip of a player
        told.append(path)
        code = media.kind if media.current else "left-over"
        yield Finding(
            MESSAGES[code],
            media.location,
            code=code,
            remedy=REMEDY if media.current else LEFT_OVER,
            alike=media.alike,
        )
    document.media.finish()
