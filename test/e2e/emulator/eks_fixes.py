"""EKS: paged lists, defaults, three operations that are missing, and what IAM calls an access entry."""

import json
import re
import time
import uuid
from urllib.parse import unquote

from ministack.core import iam_actions
from ministack.services import eks

LISTS = {
    "_list_clusters": "clusters",
    "_list_access_entries": "accessEntries",
    "_list_associated_access_policies": "associatedAccessPolicies",
    "_list_pod_identity_associations": "associations",
}
ACCESS_POLICIES = ("ClusterAdmin", "Admin", "AdminView", "Edit", "View")


def apply():
    for name, key in LISTS.items():
        setattr(eks, name, paged(getattr(eks, name), key))
    fill_access_config()
    fill_username()
    add_operations()
    name_access_entries()


def paged(answer_list, key):
    """https://docs.aws.amazon.com/eks/latest/APIReference/API_ListAccessEntries.html"""

    def page(*args):
        *rest, query = args
        size, start = int(query.get("maxResults", 100)), int(query.get("nextToken") or 0)
        others = {name: value for name, value in query.items() if name not in ("maxResults", "nextToken")}
        status, headers, body = answer_list(*rest, {**others, "maxResults": "1000000"})
        if status != 200:
            return status, headers, body
        answer = json.loads(body)
        items = answer[key]
        answer[key] = items[start : start + size]
        if start + size < len(items):
            answer["nextToken"] = str(start + size)
        return status, headers, json.dumps(answer).encode()

    return page


def fill_access_config():
    """https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessConfigRequest.html"""
    create_cluster = eks._create_cluster
    defaults = {"bootstrapClusterCreatorAdminPermissions": True, "authenticationMode": "CONFIG_MAP"}

    def create(body, creator_arn=None):
        body["accessConfig"] = {**defaults, **(body.get("accessConfig") or {})}
        return create_cluster(body, creator_arn)

    eks._create_cluster = create


def fill_username():
    """https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html"""
    build_access_entry = eks._build_access_entry

    def build(cluster, arn, body):
        entry = build_access_entry(cluster, arn, body)
        return {**entry, "username": entry["username"] or username_of(arn)}

    eks._build_access_entry = build


def username_of(arn):
    if ":role/" not in arn:
        return arn
    account, role_name = arn.split(":")[4], arn.rsplit("/", 1)[1]
    return f"arn:aws:sts::{account}:assumed-role/{role_name}/{{{{SessionName}}}}"


def add_operations():
    handle_request = eks._handle_request_sync

    def handle(method, path, headers, body, query):
        if (method, path) == ("GET", "/access-policies"):
            return list_access_policies()
        if method == "GET" and re.fullmatch(r"/clusters/[^/]+/fargate-profiles", path):
            return eks._json_resp(200, {"fargateProfileNames": []})
        cluster = re.fullmatch(r"/clusters/([^/]+)/update-config", path)
        if method == "POST" and cluster and cluster[1] in eks._clusters:
            return update_cluster_config(eks._clusters[cluster[1]], json.loads(body or b"{}"))
        return handle_request(method, path, headers, body, query)

    eks._handle_request_sync = handle


def list_access_policies():
    names = [f"AmazonEKS{name}Policy" for name in ACCESS_POLICIES]
    policies = [{"name": name, "arn": f"arn:aws:eks::aws:cluster-access-policy/{name}"} for name in names]
    return eks._json_resp(200, {"accessPolicies": policies})


def update_cluster_config(cluster, wanted):
    for key in ("accessConfig", "resourcesVpcConfig"):
        cluster[key] = {**cluster[key], **(wanted.get(key) or {})}
    if wanted.get("logging"):
        cluster["logging"] = wanted["logging"]
    kind = "AccessConfigUpdate" if wanted.get("accessConfig") else "ConfigUpdate"
    update = {"id": str(uuid.uuid4()), "status": "Successful", "type": kind}
    return eks._json_resp(200, {"update": {**update, "params": [], "createdAt": time.time(), "errors": []}})


def name_access_entries():
    """https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html"""
    extract_resource_arn = iam_actions.extract_resource_arn

    def extract(service, method, path, *rest):
        entry = re.match(r"/clusters/([^/]+)/access-entries/(.+?)(/access-policies.*)?$", path)
        if service != "eks" or not entry:
            return extract_resource_arn(service, method, path, *rest)
        return eks._access_entry_arn(entry[1], unquote(entry[2]))

    iam_actions.extract_resource_arn = extract
