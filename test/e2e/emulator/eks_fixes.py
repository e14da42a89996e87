"""EKS: paged lists, defaults, and operations of cluster and Region that are missing."""

import json
import os
import re
import time
import uuid

from ministack.core.responses import get_region
from ministack.services import eks

LISTS = {
    "_list_clusters": "clusters",
    "_list_access_entries": "accessEntries",
    "_list_addons": "addons",
    "_list_associated_access_policies": "associatedAccessPolicies",
    "_list_nodegroups": "nodegroups",
    "_list_pod_identity_associations": "associations",
}
ACCESS_POLICIES = ("ClusterAdmin", "Admin", "AdminView", "Edit", "View")
VERSION = "1.34"
YEAR = 365 * 86_400
# By the name of a cluster: `endpoint` and `certificateAuthority` of the API server that stands for its own.
SERVERS = json.loads(os.environ.get("CLUSTER_SERVERS", "{}"))


def apply():
    for name, key in LISTS.items():
        setattr(eks, name, paged(getattr(eks, name), key))
    fill_cluster()
    name_issuer()
    fill_username()
    add_operations()


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


def fill_cluster():
    """https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessConfigRequest.html"""
    create_cluster = eks._create_cluster
    defaults = {"bootstrapClusterCreatorAdminPermissions": True, "authenticationMode": "CONFIG_MAP"}

    def create(body, creator_arn=None):
        body = {"version": VERSION, **body, "accessConfig": {**defaults, **(body.get("accessConfig") or {})}}
        answered = create_cluster(body, creator_arn)
        if answered[0] == 200:
            eks._clusters[body["name"]].update(SERVERS.get(body["name"], {}))
        return answered

    eks._create_cluster = create


def name_issuer():
    """https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html"""
    eks._new_oidc_id = lambda: uuid.uuid4().hex.upper()
    eks._issuer_url = lambda oidc_id: f"https://oidc.eks.{get_region()}.amazonaws.com/id/{oidc_id}"


def fill_username():
    """https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html"""
    build_access_entry = eks._build_access_entry

    def build(cluster, arn, body):
        entry = build_access_entry(cluster, arn, body)
        groups = entry["kubernetesGroups"] if entry["type"] == "STANDARD" else ["system:nodes"]
        return {**entry, "username": entry["username"] or username_of(arn, entry["type"]), "kubernetesGroups": groups}

    eks._build_access_entry = build


def username_of(arn, entry_type):
    if entry_type != "STANDARD":
        return "system:node:{{EC2PrivateDNSName}}" if entry_type.startswith("EC2") else "system:node:{{SessionName}}"
    if ":role/" not in arn:
        return arn
    account, role_name = arn.split(":")[4], arn.rsplit("/", 1)[1]
    return f"arn:aws:sts::{account}:assumed-role/{role_name}/{{{{SessionName}}}}"


def add_operations():
    handle_request = eks._handle_request_sync

    def handle(method, path, headers, body, query):
        if (method, path) == ("GET", "/access-policies"):
            return list_access_policies()
        if (method, path) == ("GET", "/cluster-versions"):
            return describe_cluster_versions()
        cluster = re.fullmatch(r"/clusters/([^/]+)/update-config", path)
        if method == "POST" and cluster and cluster[1] in eks._clusters:
            return update_cluster_config(eks._clusters[cluster[1]], json.loads(body or b"{}"))
        return handle_request(method, path, headers, body, query)

    eks._handle_request_sync = handle


def list_access_policies():
    names = [f"AmazonEKS{name}Policy" for name in ACCESS_POLICIES]
    policies = [{"name": name, "arn": f"arn:aws:eks::aws:cluster-access-policy/{name}"} for name in names]
    return eks._json_resp(200, {"accessPolicies": policies})


def describe_cluster_versions():
    """https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeClusterVersions.html"""
    now = time.time()
    version = {
        "clusterVersion": VERSION,
        "clusterType": "eks",
        "defaultVersion": True,
        "releaseDate": now - YEAR / 2,
        "endOfStandardSupportDate": now + YEAR / 2,
        "endOfExtendedSupportDate": now + 3 * YEAR / 2,
        "status": "STANDARD_SUPPORT",
        "versionStatus": "STANDARD_SUPPORT",
    }
    return eks._json_resp(200, {"clusterVersions": [version]})


def update_cluster_config(cluster, wanted):
    for key in ("accessConfig", "resourcesVpcConfig"):
        cluster[key] = {**cluster[key], **(wanted.get(key) or {})}
    if wanted.get("logging"):
        cluster["logging"] = wanted["logging"]
    kind = "AccessConfigUpdate" if wanted.get("accessConfig") else "ConfigUpdate"
    update = {"id": str(uuid.uuid4()), "status": "Successful", "type": kind}
    return eks._json_resp(200, {"update": {**update, "params": [], "createdAt": time.time(), "errors": []}})
