"""The reconciliation service (W3C Reconciliation API 0.2): names in a table become things here."""
