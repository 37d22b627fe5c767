"""Tests that read the finished site, or build a small one."""
