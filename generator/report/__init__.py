"""The review page of an API: its state in, one self-contained HTML file out, in which facts and the lines of pages point at each other."""
