"""``python -m attribune``: the same as the command ``attribune``."""

from attribune.cli import main

main()
