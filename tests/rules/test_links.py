from __future__ import annotations

import pytest

from nextgen_pdf import BoundReachedError, ContentLockedError, Facts, Link, Location
from nextgen_pdf.testing import codes, document, findings
from nextgen_pdf_rules.links import links


def to(target: str, page: int | None = None) -> Link:
    scheme = target.partition(":")[0] if ":" in target else ""
    return Link(scheme, target, Location(page))


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("https://example.org", "web"),
        ("http://example.org", "web"),
        ("ftp://example.org", "web"),
        ("www.example.org", "web"),
        ("mailto:clerk@example.org", "mail"),
    ],
)
def test_web_and_mail(target: str, code: str) -> None:
    assert codes(links, document(links=[to(target)])) == [code]


def test_one_finding_for_the_web_and_one_for_mail() -> None:
    given = [
        to("https://a.example", 3),
        to("mailto:clerk@example.org", 1),
        to("https://b.example", 2),
        to("https://a.example", 3),
    ]
    web, mail = findings(links, document(links=given))
    assert web.message == (
        "This PDF has 3 links to web pages."
        " They lead to https://a.example, https://b.example."
    )
    assert (web.location.page, web.location.pages, web.alike) == (2, (2, 3), 3)
    assert (mail.code, mail.location.pages, mail.alike) == ("mail", (1,), 1)


def test_two_that_write_an_e_mail() -> None:
    given = [to("mailto:a@example.org"), to("mailto:b@example.org")]
    (finding,) = findings(links, document(links=given))
    assert finding.message == (
        "This PDF has 2 links that start emails."
        " They lead to mailto:a@example.org, mailto:b@example.org."
    )


def test_three_addresses_are_named() -> None:
    three = [to(f"https://{name}.example") for name in "abc"]
    (finding,) = findings(links, document(links=three))
    assert "…" not in finding.message
    (finding,) = findings(links, document(links=[*three, to("https://d.example")]))
    assert "https://c.example, …" in finding.message
    assert "https://d.example" not in finding.message


def test_those_alike_are_counted_with_their_pages() -> None:
    many = Link("https", "https://a.example", Location(4, (4, 5, 9)), alike=70)
    (finding,) = findings(links, document(links=[many]))
    assert finding.message.startswith("This PDF has 70 links to web pages.")
    assert finding.location.pages == (4, 5, 9)
    assert finding.alike == 70


def test_a_link_on_no_page() -> None:
    bookmark = Link("https", "https://a.example", Location(path="/Root/Outlines/First"))
    (finding,) = findings(links, document(links=[bookmark]))
    assert finding.location == Location(path="/Root/Outlines/First")


def test_without_links_it_passes() -> None:
    assert codes(links, document()) == []


def test_what_cannot_be_looked_at_does_not_pass() -> None:
    with pytest.raises(ContentLockedError):
        codes(links, document(links=ContentLockedError("locked")))


def test_what_was_found_before_a_bound_is_reported_first() -> None:
    some = Facts([to("https://a.example")], BoundReachedError("too many"))
    found = links(document(links=some))
    assert next(found).code == "web"
    with pytest.raises(BoundReachedError):
        next(found)


@pytest.mark.parametrize("target", ["https://a.example", "mailto:clerk@example.org"])
def test_a_single_link(target: str) -> None:
    (finding,) = findings(links, document(links=[to(target)]))
    assert "They lead" not in finding.message
    assert "a link that write " not in finding.message
