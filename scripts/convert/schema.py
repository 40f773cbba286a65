"""Write docs/schema/*.json from the nouns: python scripts/convert/schema.py. A test compares them."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from esg_report.model.report import SCHEMA, SEAL, Report, Seal  # noqa: E402 - after the path is set
from esg_report.model.schema import schema_of  # noqa: E402

for kind, name in ((Report, SCHEMA), (Seal, SEAL)):
    target = ROOT / "docs" / "schema" / (name.partition("/")[2] + ".json")
    target.parent.mkdir(parents=True, exist_ok=True)
    made = schema_of(kind, name)
    target.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(target.relative_to(ROOT))
