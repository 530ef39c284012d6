"""The text model of the reader: offsets, tokens, rows, motions and marks, without any screen."""
