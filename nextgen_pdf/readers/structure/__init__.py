"""How the objects of a document hang together: pages, references, and the search."""
