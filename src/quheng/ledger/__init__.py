"""The record of service work: programmes declared in YAML, cases that change by events alone."""
