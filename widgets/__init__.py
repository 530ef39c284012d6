"""What is drawn: the article list, the reader, forms and panes, given data, sending messages."""
