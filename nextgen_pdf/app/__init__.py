"""The page that checks PDFs: the same front end, whether a file or served by the command.

``front`` holds what a person sees, ``choices`` and ``telling`` what it shows; the page that
is a file (the folder ``page`` of the repository) needs no more. ``desk`` checks and fixes
for the page that ``server`` serves on this computer.
"""
