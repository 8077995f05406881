"""The browser's side of Vimarsh: pages that read the filters, call analysis and draw what it returns."""
