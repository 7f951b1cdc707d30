"""What other programs read: each module writes the published glossary in one format."""
