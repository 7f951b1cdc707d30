"""Files for readers that are not people at a browser, made from the same model as the pages."""
