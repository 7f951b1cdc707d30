"""Turn entries into pages: functions from entries to Markdown and HTML, with no builder and no file in them."""
