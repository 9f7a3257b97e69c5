"""The command `docs2client`. Only what parses the arguments is imported here; each command imports what it needs."""

from generator.cli import main

if __name__ == "__main__":
    main()
