"""Starts ministack with the corrections that this test needs.

Each correction makes ministack answer as AWS documents it, where it does not by itself:

- authorization_fixes
                     A call about one thing of a cluster, such as an access entry or a node group, is authorized on that
                     thing, one about an OIDC provider on the provider, one about a rule of EventBridge on the rule, and
                     one about a log group on what is in it. GetFunctionConcurrency is an action of its own, and one that
                     sends a batch of messages is not.
- ec2_fixes          GetInstanceMetadataDefaults exists; nothing is set for the account.
- eks_fixes          Lists are paged with nextToken. Version, accessConfig, issuer, and the username and groups of an
                     entry, get EKS's defaults. A cluster has the API server that the test gives it, with its authority.
                     ListAccessPolicies, DescribeClusterVersions and UpdateClusterConfig exist.
- eks_parts          Fargate profiles and capabilities can be made, listed and described, and a cluster has the
                     certificate authority that it was made with. A node group keeps its launch template, or gets one
                     of EKS and an Auto Scaling group with it; it and a Fargate profile get their access entry. Members
                     without a value are left out.
- eventbridge_fixes  The test speaks for CloudTrail: PutEvents takes `aws.*` sources, which AWS itself sends and customers
                     may not. An event keeps the Time it is put with. A rule reaches a queue or function only if that one's
                     policy lets EventBridge in for this rule. A rule may forward to a bus in another Region, with the
                     permission of its target's role, and the event keeps the Region where it began.
- iam_fixes          GetAccountAuthorizationDetails is paged with MaxItems and Marker, and has the attached policies of
                     AWS. GetOpenIDConnectProvider answers with an issuer without scheme.
- lambda_fixes       What a function says over TLS to a server on this machine stays TLS.
- logs_fixes         Filter patterns for JSON pick what they say, a log group has room for two subscriptions, and one to a
                     function is taken only if the function's policy lets CloudWatch Logs in, which is tried out.
- stream_fixes       A DynamoDB stream's event source mapping honours batchItemFailures, BisectBatchOnFunctionError,
                     MaximumRetryAttempts and OnFailure, instead of repeating a failing batch for ever.
- template_fixes     CloudFormation takes alarms on metric math and the resource types of ours that ministack does not know.
                     Alarms are recorded, never evaluated; an event bus policy is stored for eventbridge_fixes. Fn::Join
                     counts in conditions, without which the CDK's bootstrap gives CloudFormation's role no policy.
- here               The loopback counts as TLS, since every bucket, queue and topic of ours refuses anything else.

Still unlike AWS: key policies of KMS are not enforced, alarms never fire, an undeliverable event does not reach the
dead-letter queue of its rule, CloudFormation and CloudTrail put no events on the bus, and EKS writes no logs. Account
authorization details leave out permissions boundaries and when a role was last used. EKS makes no access entry for a
capability, an identity provider config stays CREATING, and there is one version of Kubernetes and a handful of access
policies. Few of AWS's managed policies are known, neither those for Fargate nor those for pulling images. A function is
in no network, whatever its subnets are.

It reaches into ministack's internals, so it refuses any other version than the one it was written for: otherwise a
renamed function would silently turn a correction off.
"""

import sys
from importlib.metadata import version

WRITTEN_FOR = "1.5.33"
if version("ministack") != WRITTEN_FOR:
    sys.exit(f"test/e2e/emulator corrects ministack {WRITTEN_FOR}; installed is {version('ministack')}.")

import authorization_fixes
import ec2_fixes
import eks_fixes
import eks_parts
import eventbridge_fixes
import iam_fixes
import lambda_fixes
import logs_fixes
import stream_fixes
import template_fixes
from ministack import app


def count_loopback_as_tls():
    pin_request_origin = app.pin_request_origin
    app.pin_request_origin = lambda source_ip, _secure: pin_request_origin(source_ip, True)


for fixes in (
    authorization_fixes,
    ec2_fixes,
    eks_fixes,
    eks_parts,
    eventbridge_fixes,
    iam_fixes,
    lambda_fixes,
    logs_fixes,
    stream_fixes,
    template_fixes,
):
    fixes.apply()
count_loopback_as_tls()
app.main()
