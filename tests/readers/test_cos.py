"""The syntax of PDF objects is read as ISO 32000-1, 7.3 has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nextgen_pdf.readers.syntax import objects
from nextgen_pdf.readers.syntax.objects import Name, Ref


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (b"null", None),
        (b"true", True),
        (b"false", False),
        (b"42", 42),
        (b"-3.5", -3.5),
        (b"+.5", 0.5),
        (b"/Name", Name("Name")),
        (b"/", Name("")),
        (b"/A#20B#2f", Name("A B/")),
        (b"/A#zz", Name("A#zz")),
        (b"(text)", b"text"),
        (b"(a(b)c)", b"a(b)c"),
        (rb"(\n\r\t\b\f\(\)\\\q)", b"\n\r\t\b\f()\\q"),
        (rb"(\1\53\053\0533\400)", b"\x01++" + b"+3" + b"\x00"),
        (b"(a\\\r\nb\\\nc\rd)", b"abc\nd"),
        (b"<48 65 6C6c6>", b"Hell`"),
        (b"<>", b""),
        (b"[1 (a) [/B] 2 0 R]", [1, b"a", [Name("B")], Ref(2, 0)]),
        (b"<</A 1/B<</C[]>>>>", {"A": 1, "B": {"C": []}}),
        (b"<< /A 1 0 R /B 0 R >>", {"A": Ref(1, 0), "B": 0}),
        (b" % a comment\n\x00\t7", 7),
        (b"<</A 1/A 2>>", {"A": 2}),
        (b"<</A null/B[null]>>", {"B": [None]}),
        (b"<</A 1/A null>>", {}),
        (b"9" * 5000, float("inf")),
        (b"--5", None),
        (b"bare", None),
        (b"<< /A [ (never closed", {"A": [b"never closed"]}),
        (b"<< /A 1 endobj", {"A": 1}),
        (b"", None),
    ],
)
def test_values(written: bytes, value: objects.Value) -> None:
    assert objects.parse(written)[0] == value


def test_a_name_is_not_a_string() -> None:
    value, _ = objects.parse(b"[/A (A)]")
    assert isinstance(value, list)
    assert isinstance(value[0], Name)
    assert isinstance(value[1], bytes)


def test_the_position_after_a_value() -> None:
    data = b"  << /A 1 >> stream"
    assert data[objects.parse(data)[1] :] == b" stream"


REGULAR = "abcXYZ019_.+-"
SCALARS = (
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.binary(max_size=20)
    | st.text(REGULAR, min_size=1).map(Name)
    | st.builds(Ref, st.integers(1, 10**6), st.integers(0, 65535))
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text(REGULAR, min_size=1), inner, max_size=5).map(
            objects.without_nulls
        )
    ),
)


def write(value: objects.Value) -> bytes:
    """The plainest way to write a value."""
    if value is None or isinstance(value, bool):
        return {None: b"null", True: b"true", False: b"false"}[value]
    if isinstance(value, Ref):
        return b"%d %d R" % value
    if isinstance(value, Name):
        return b"/" + value.encode()
    if isinstance(value, bytes):
        return b"(" + b"".join(b"\\%03o" % byte for byte in value) + b")"
    if isinstance(value, dict):
        return (
            b"<<"
            + b" ".join(b"/%b %b" % (k.encode(), write(v)) for k, v in value.items())
            + b">>"
        )
    if isinstance(value, list):
        return b"[" + b" ".join(map(write, value)) + b"]"
    return str(value).encode()


@given(VALUES)
def test_what_is_written_is_read(value: objects.Value) -> None:
    assert objects.parse(write(value))[0] == value


@given(st.binary() | st.text("<>[]()/\\% 019Rntfe\r\n").map(str.encode))
def test_anything_is_read_somehow(data: bytes) -> None:
    _, end = objects.parse(data)
    assert 0 <= end <= len(data)


def test_nesting_may_be_deep() -> None:
    depth = 100_000
    value, _ = objects.parse(b"[" * depth)
    for _ in range(depth - 1):
        assert isinstance(value, list)
        (value,) = value
    assert list(objects.references(objects.parse(b"<</A" * 2000 + b" 1 0 R")[0]))


@given(VALUES)
def test_references_and_dictionaries_are_all_found(value: objects.Value) -> None:
    written = write(value)
    assert len(list(objects.references(value))) == written.count(b" R")
    assert len(list(objects.dictionaries(value))) == written.count(b"<<")
