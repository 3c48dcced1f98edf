"""Work that others do: child processes of our own, or anybody's executor.

The modules here know nothing of PDFs. They call one function on many items elsewhere, and
give back each result or the ``Failure`` that came instead, whatever the function does to
the process it runs in.

``stream``
    items in, results out, with a bound on what is under way
``processes``
    child processes with limits; one that dies costs the item it worked on
``staying``
    processes that stay, for whoever asks from whatever thread
``child``
    what runs in them
``forked``
    the same for one item, in a fork of this process
``writers``, ``writer_child``
    child processes that may write, into one folder
``limits``, ``confinement``
    what a process that reads a document may take, and what it may do
``wire``, ``answers``
    how a process and its child talk
``executors``
    any ``concurrent.futures.Executor``, such as that of a cluster
"""

from __future__ import annotations

from nextgen_pdf.workers.stream import Failure, Pool, stream

__all__ = ["Failure", "Pool", "stream"]
