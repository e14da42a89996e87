"""Starts ministack with the corrections that this test needs.

Each correction makes ministack answer as AWS documents it, where it does not by itself:

- eventbridge_fixes  The test speaks for CloudTrail: PutEvents takes `aws.*` sources, which AWS itself sends and customers
                     may not. An event keeps the Time it is put with. A rule reaches a queue or function only if that one's
                     policy lets EventBridge in for this rule. A rule may forward to a bus in another Region, with the
                     permission of its target's role, and the event keeps the Region where it began.
- eks_fixes          Lists are paged with nextToken. accessConfig, and the username of an entry, get EKS's defaults.
                     ListAccessPolicies, UpdateClusterConfig and ListFargateProfiles exist. Calls about one access
                     entry are authorized on that entry, not on its cluster.
- iam_fixes          GetAccountAuthorizationDetails is paged with MaxItems and Marker.
- stream_fixes       A DynamoDB stream's event source mapping honours batchItemFailures, BisectBatchOnFunctionError,
                     MaximumRetryAttempts and OnFailure, instead of repeating a failing batch for ever.
- template_fixes     CloudFormation takes alarms on metric math and the resource types of ours that ministack does not know.
                     Alarms are recorded, never evaluated; an event bus policy is stored for eventbridge_fixes.
- here               The loopback counts as TLS, since every bucket, queue and topic of ours refuses anything else.

Still unlike AWS: key policies of KMS are not enforced, alarms never fire, an undeliverable event does not reach the
dead-letter queue of its rule, CloudFormation and CloudTrail put no events on the bus.

It reaches into ministack's internals, so it refuses any other version than the one it was written for: otherwise a
renamed function would silently turn a correction off.
"""

import sys
from importlib.metadata import version

WRITTEN_FOR = "1.5.33"
if version("ministack") != WRITTEN_FOR:
    sys.exit(f"test/e2e/emulator corrects ministack {WRITTEN_FOR}; installed is {version('ministack')}.")

import eks_fixes
import eventbridge_fixes
import iam_fixes
import stream_fixes
import template_fixes
from ministack import app


def count_loopback_as_tls():
    pin_request_origin = app.pin_request_origin
    app.pin_request_origin = lambda source_ip, _secure: pin_request_origin(source_ip, True)


for fixes in (eventbridge_fixes, eks_fixes, iam_fixes, stream_fixes, template_fixes):
    fixes.apply()
count_loopback_as_tls()
app.main()
