"""Shows the golden documents to validators that are not perfkit's.

  python3 -m venv V
  V/bin/pip install spdx-tools 'cyclonedx-python-lib[json-validation]' in-toto-attestation \
    securesystemslib jsonschema
  V/bin/python validate.py ../../../../docs/schemas
"""

import base64
import json
import pathlib
import sys

import jsonschema
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from google.protobuf import json_format
from in_toto_attestation.predicates.provenance.v1 import provenance_pb2
from in_toto_attestation.predicates.test_result.v0.test_result_pb2 import TestResult
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from securesystemslib.dsse import Envelope
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

here = pathlib.Path(__file__).parent
schemas = pathlib.Path(sys.argv[1])


def load(name):
    return json.loads((here / name).read_text())


def statement(document):
    message = json_format.ParseDict(document, statement_pb2.Statement())
    Statement.copy_from_pb(message).validate()
    return json_format.MessageToDict(message.predicate)


jsonschema.Draft202012Validator(
    json.loads((schemas / "perfkit-release-1.json").read_text())
).validate(load("release.json"))
print("release.json: sound against perfkit-release-1.json (jsonschema)")

document = parse_file(str(here / "spdx.json"))
problems = validate_full_spdx_document(document, "SPDX-2.3")
assert not problems, problems
print(f"spdx.json: sound SPDX 2.3, {len(document.packages)} packages,"
      f" {len(document.relationships)} relationships (spdx-tools)")

text = (here / "cyclonedx.json").read_text()
problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
assert problem is None, problem
bom = Bom.from_json(json.loads(text))
bom.validate()
print(f"cyclonedx.json: sound CycloneDX 1.6, {len(bom.components)} components"
      " (cyclonedx-python-lib)")

predicate = statement(load("provenance.json"))
message = json_format.ParseDict(predicate, provenance_pb2.Provenance())
assert message.build_definition.build_type and message.build_definition.external_parameters
assert message.run_details.builder.id, "what Build L1 requires"
print("provenance.json: sound Statement v1 and SLSA provenance v1 (in-toto-attestation)")

predicate = statement(load("test-result.json"))
records = predicate.pop("perfkit_records")  # an extension, which the parser would refuse
message = json_format.ParseDict(predicate, TestResult())
assert message.result == "WARNED" and len(records) == 2, predicate
assert [entry.digest["sha256"] for entry in message.configuration] == ["c" * 64]
print("test-result.json: sound Statement v1 and test result v0.1 (in-toto-attestation)")

envelope = Envelope.from_dict(load("envelope.json"))
assert envelope.payload == (here / "provenance.json").read_bytes()
# the test signs by writing the last 64 of the bytes to be signed backwards
signature = base64.b64decode(load("envelope.json")["signatures"][0]["sig"])
assert signature == envelope.pae()[::-1][:64]
print("envelope.json: a DSSE envelope over the same bytes (securesystemslib)")
