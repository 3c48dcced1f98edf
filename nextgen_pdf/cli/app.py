"""The command ``app``."""

from __future__ import annotations

import signal
import threading
import webbrowser
from contextlib import suppress

import click

from nextgen_pdf.app.desk import Desk
from nextgen_pdf.app.server import LARGEST, Server
from nextgen_pdf.checker import MAX_MEMORY, TIMEOUT
from nextgen_pdf.cli.options import memory_option, timeout_option
from nextgen_pdf.errors import UsageError


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="The port to listen on.  [default: a free port]",
)
@click.option(
    "--no-browser", is_flag=True, help="Print the address, and do not open a browser."
)
@timeout_option
@memory_option
def app(
    port: int | None,
    no_browser: bool,  # noqa: FBT001
    timeout: float | None,
    max_memory: float | None,
) -> None:
    """Check and fix PDFs on a page in your browser.

    Opens the page, and serves it until you press Ctrl-C. Nothing leaves this computer,
    nobody else can reach the page, and no PDF is changed or kept: a corrected copy goes
    to the browser, which saves it where it saves downloads.

    The address contains a secret. Anyone who has it can use the page, but only on this
    computer.
    """
    desk = Desk(
        timeout=TIMEOUT if timeout is None else timeout,
        max_memory=MAX_MEMORY if max_memory is None else int(max_memory * 1e6),
    )
    try:
        server = Server(desk, port or 0)
    except OSError as error:
        raise UsageError(f"Port {port} cannot be used: {error.strerror}") from None
    with server:
        for name in ("SIGTERM", "SIGHUP"):  # as Ctrl-C: nothing is to be left behind
            with suppress(AttributeError):  # there is no SIGHUP on Windows
                signal.signal(getattr(signal, name), signal.default_int_handler)
        click.echo(f"The page is open at {server.address}")
        click.echo(
            f"It takes PDFs of up to {LARGEST / 1e6:.0f} MB. Press Ctrl-C to close it."
        )
        if not no_browser:
            # apart, for a browser in a terminal does not return
            threading.Thread(
                target=webbrowser.open, args=[server.address], daemon=True
            ).start()
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    click.echo("\nThe page is closed. None of your PDFs were kept.")
