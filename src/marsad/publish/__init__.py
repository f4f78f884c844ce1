"""What leaves the house: the reader's page and the exports."""

from marsad.publish.claims_export import CLAIM_FIELDS, claims_jsonl, claims_table
from marsad.publish.disagreement_rows import disagreement_rows
from marsad.publish.html import write_report
from marsad.publish.report_data import report_data
from marsad.publish.tables import CONTROL_SCHEMA, control_table, disagreements_table

__all__ = [
    "CLAIM_FIELDS",
    "CONTROL_SCHEMA",
    "claims_jsonl",
    "claims_table",
    "control_table",
    "disagreement_rows",
    "disagreements_table",
    "report_data",
    "write_report",
]
