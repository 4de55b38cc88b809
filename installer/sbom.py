"""The bill of materials of a package, CycloneDX 1.5."""

import json
import re
import uuid
from datetime import datetime, timezone

# An identifier of SPDX's list; everything else is an expression.
SPDX_ID = re.compile(r"^[A-Za-z0-9.+-]+$")
TYPES = {"own": "library", "cargo": "library", "npm": "library", "library": "library"}


def write_licence(licence):
    # Older crates write "MIT/Apache-2.0" for OR.
    licence = re.sub(r"\s*/\s*", " OR ", licence)
    return [{"license": {"id": licence}}] if SPDX_ID.match(licence) else [{"expression": licence}]


def write_component(component):
    entry = {
        "bom-ref": component.ref,
        "type": TYPES[component.kind],
        "name": component.name,
        "version": component.version,
        "licenses": write_licence(component.licence),
    }
    if component.hashes:
        entry["hashes"] = [{"alg": algorithm, "content": digest} for algorithm, digest in component.hashes]
    if component.purl:
        entry["purl"] = component.purl
    if component.home:
        entry["externalReferences"] = [{"type": "vcs", "url": component.home}]
    return entry


def write_sbom(package, version, components, roots, seconds):
    """`roots` are the refs that the package itself holds; `seconds` is the time of the sources, so that the same
    sources give the same bytes."""
    components = sorted(components, key=lambda each: each.ref)
    main = f"package:{package}@{version}"
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{main}:{seconds}')}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "bom-ref": main,
                "type": "application",
                "name": package,
                "version": version,
                "licenses": write_licence("Apache-2.0"),
            },
        },
        "components": [write_component(each) for each in components],
        "dependencies": [{"ref": main, "dependsOn": sorted(roots)}]
        + [{"ref": each.ref, "dependsOn": list(each.needs)} for each in components],
    }
    return json.dumps(bom, indent=1, ensure_ascii=False) + "\n"
