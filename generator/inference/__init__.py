"""What a new API is like, found out from its pages: evidence in, guesses out, each with the pages that speak for it and against it.

Each module knows one thing; `table` knows their order. Nothing is guessed that the pages do not clearly say.
"""
