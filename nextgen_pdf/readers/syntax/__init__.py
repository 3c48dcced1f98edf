"""The syntax of PDF: values, streams of objects and of content, and how data is packed.

Nothing here knows of a file or of a document.
"""
