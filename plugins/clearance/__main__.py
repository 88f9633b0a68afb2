"""`python -m clearance`: the command, by the interpreter that is named; a server's hooks call it so."""

from __future__ import annotations

from clearance.cli.main import main

if __name__ == "__main__":
    main()
