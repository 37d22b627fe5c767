"""`make bench`: this site beside the stock theme with the same pages, in one run on one machine."""
