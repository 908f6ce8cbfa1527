"""`python -m assistant.cli`, the same as `cim`."""

import sys

from assistant.cli import main

sys.exit(main())
