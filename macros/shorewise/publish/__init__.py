"""What is added to a finished site: heads, policy, lists, cards, twins, redirects. No builder makes these."""
