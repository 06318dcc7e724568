"""``python -m kg`` is ``cml-kg``."""

from kg.cli import main

raise SystemExit(main())
