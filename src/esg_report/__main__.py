"""``python -m esg_report`` is ``esg-report``."""

from esg_report.cli import main

if __name__ == "__main__":
    main()
