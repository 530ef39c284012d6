"""Checking and mending an annotations file, whatever happened to it.

``examine(path)`` looks at everything and changes nothing; ``repair(path)`` mends after a copy.
What is promised is described in ``docs/store.md``, "When something is broken".
"""

from newsview.store.doctor.examining import examine, remembered_in, report_on
from newsview.store.doctor.reading import read_files
from newsview.store.doctor.repairing import repair
from newsview.store.doctor.report import Finding, Report, Texts

__all__ = [
    "Finding",
    "Report",
    "Texts",
    "examine",
    "read_files",
    "remembered_in",
    "repair",
    "report_on",
]
