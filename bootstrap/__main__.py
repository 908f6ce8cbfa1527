"""Entry point. Keeps to syntax that any Python 3 can read, so that an old one gets a sentence and not a stack trace."""

import sys

if sys.version_info < (3, 9):
    sys.exit(
        "Python %d.%d is too old to set the project up. Install Python 3.9 or newer, "
        "or name one: make run PYTHON=/path/to/python3" % sys.version_info[:2]
    )

from bootstrap.commands import main

sys.exit(main(sys.argv[1:]))
