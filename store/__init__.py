"""What is kept: the records, the annotations file, corpus reading, formats in and out.

Works without a terminal: nothing here imports Textual, Rich or spaCy.
"""
