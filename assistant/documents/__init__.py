"""Documents to keep: a result as a Word file, a page to print, a calendar of its dates, and as data."""
