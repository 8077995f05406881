"""``python -m analysis COMMAND CORPUS [filters] --format table|csv|json``."""

import sys

from analysis.cli import main

if __name__ == "__main__":
    sys.exit(main())
