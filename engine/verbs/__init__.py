"""Finding + Rating -> Evidence -> Verdict: the verb book."""
