"""What leaves the house: the reader's page and the exports."""

from marsad.publish.html import write_report
from marsad.publish.report_data import report_data

__all__ = ["report_data", "write_report"]
