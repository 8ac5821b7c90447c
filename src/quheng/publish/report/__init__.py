"""The report: one HTML file that a deputy mayor and a statistician can both read, offline."""

from quheng.publish.report.page import report_html, write_report

__all__ = ["report_html", "write_report"]
