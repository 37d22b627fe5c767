"""Tests without a build: seconds."""
