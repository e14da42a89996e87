"""The resource that a call to EKS or IAM is authorized on, where ministack takes the cluster or everything.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
"""

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
    extract_resource_arn = iam_actions.extract_resource_arn

    def extract(service, method, path, headers, body, query, *rest):
        named = in_eks(path) if service == "eks" else in_iam(query) if service == "iam" else None
        return named or extract_resource_arn(service, method, path, headers, body, query, *rest)

    iam_actions.extract_resource_arn = extract


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
