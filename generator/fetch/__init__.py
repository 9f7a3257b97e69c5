"""Live docs to captures: `run.fetch` is the way in. Nothing in here writes but the journal, and nothing that it gives is believed yet."""
