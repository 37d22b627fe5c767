"""What MkDocs calls while it builds: hooks of mkdocs.yml, in the order that stands there."""
