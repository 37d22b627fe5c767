"""Measurements beside the stock theme: `make bench`. Imported by nothing."""
