"""What proves the site: unit, site and browser, by cost."""
