"""The guide’s own tools: `python -m scripts` lists them."""
