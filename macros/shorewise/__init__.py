"""A glossary whose terms are sets of characteristics: load it, check it, render it."""
