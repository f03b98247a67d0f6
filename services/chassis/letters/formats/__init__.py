"""A letter as a page, a PDF, a Word document and plain text: one text, the same words in each."""
