"""The resource that a call is authorized on, where ministack takes the cluster, everything or another name; and actions.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
"""

import json
import re
from urllib.parse import unquote

from ministack.core import iam_actions
from ministack.core.responses import get_account_id, get_region
from ministack.services import eks

PARTS = {
    "addons": "addon",
    "capabilities": "capability",
    "fargate-profiles": "fargateprofile",
    "identity-provider-configs": "identityproviderconfig",
    "node-groups": "nodegroup",
    "pod-identity-associations": "podidentityassociation",
}


def apply():
    name_resources()
    tell_concurrency_apart()
    take_batches_for_single_messages()


def name_resources():
    extract_resource_arn = iam_actions.extract_resource_arn

    def extract(service, method, path, headers, body, query, *rest):
        named = None
        if service == "eks":
            named = in_eks(path)
        elif service == "iam":
            named = in_iam(query)
        elif service == "events":
            named = in_events(headers, body)
        elif service == "logs":
            named = in_logs(body)
        return named or extract_resource_arn(service, method, path, headers, body, query, *rest)

    iam_actions.extract_resource_arn = extract


def tell_concurrency_apart():
    lambda_action = iam_actions._lambda_action

    def action(method, path):
        if method == "GET" and path.rstrip("/").endswith("/concurrency"):
            return "GetFunctionConcurrency"
        return lambda_action(method, path)

    iam_actions._lambda_action = action


def take_batches_for_single_messages():
    extract_iam_action = iam_actions.extract_iam_action

    def extract(service, *call):
        action = extract_iam_action(service, *call)
        return action.removesuffix("Batch") if service == "sqs" and action else action

    iam_actions.extract_iam_action = extract


def in_eks(path):
    entry = re.match(r"/clusters/([^/]+)/access-entries/(.+?)(/access-policies.*)?$", path)
    if entry:
        return eks._access_entry_arn(entry[1], unquote(entry[2]))
    part = re.fullmatch(r"/clusters/([^/]+)/([^/]+)/([^/]+)", path)
    if part and part[2] in PARTS:
        return f"arn:aws:eks:{get_region()}:{get_account_id()}:{PARTS[part[2]]}/{part[1]}/{part[3]}/any"
    return None


def in_iam(query):
    return iam_actions._query_param(query, "OpenIDConnectProviderArn")


def in_events(headers, body):
    """A rule on the default bus has no bus in its ARN."""
    operation = headers.get("x-amz-target", "").rpartition(".")[2]
    if operation not in ("DescribeRule", "ListTargetsByRule"):
        return None
    asked = json.loads(body)
    bus = asked.get("EventBusName", "default")
    name = asked.get("Rule") or asked["Name"]
    rule = name if bus == "default" else f"{bus}/{name}"
    return f"arn:aws:events:{get_region()}:{get_account_id()}:rule/{rule}"


def in_logs(body):
    """Of a log group with what is in it, of which a list of groups names none."""
    group = json.loads(body).get("logGroupName", "")
    return f"arn:aws:logs:{get_region()}:{get_account_id()}:log-group:{group}:log-stream:"
