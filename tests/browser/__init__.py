"""Proofs that need a browser: one page of each layout, in a few languages."""
