"""EKS: what belongs to a cluster, as far as ministack leaves it out.

https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations.html
"""

import json
import re
import time
import uuid

from eks_fixes import paged
from ministack.core.responses import AccountRegionScopedDict, get_account_id, get_region
from ministack.services import autoscaling, ec2, eks

PROFILES, CAPABILITIES = AccountRegionScopedDict(), AccountRegionScopedDict()


def apply():
    leave_out_what_is_not_set()
    keep_launch_template()
    handle_request = eks._handle_request_sync

    def handle(method, path, headers, body, query):
        found = re.fullmatch(r"/clusters/([^/]+)/([^/]+)(?:/([^/]+))?", path)
        cluster, kind, name = found.groups() if found else (None, None, None)
        operation = operation_on(method, kind, name) if cluster in eks._clusters else None
        if not operation:
            return handle_request(method, path, headers, body, query)
        if name:
            return operation(cluster, name)
        if method == "POST":
            return operation(cluster, json.loads(body or b"{}"))
        return operation(cluster, {key: value[0] if isinstance(value, list) else value for key, value in query.items()})

    eks._handle_request_sync = handle


def operation_on(method, kind, name):
    if name:
        return DESCRIBE.get(kind) if method == "GET" else None
    return {"GET": LIST, "POST": CREATE}.get(method, {}).get(kind)


def leave_out_what_is_not_set():
    """Optional members that have no value are missing, not empty."""
    eks._describe_addon = without_empty(eks._describe_addon, "addon", "serviceAccountRoleArn")
    describe_association = eks._describe_pod_identity_association
    eks._describe_pod_identity_association = without_empty(describe_association, "association", "ownerArn")


def without_empty(describe, owner, member):
    def described(*args):
        status, headers, body = describe(*args)
        answered = json.loads(body)
        if answered.get(owner, {}).get(member) == "":
            del answered[owner][member]
        return status, headers, json.dumps(answered).encode()

    return described


def keep_launch_template():
    """https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"""
    create_nodegroup = eks._create_nodegroup

    def create(cluster, body):
        status, headers, answered = create_nodegroup(cluster, body)
        if status != 200:
            return status, headers, answered
        nodegroup = eks._nodegroups[f"{cluster}/{body['nodegroupName']}"]
        if body.get("launchTemplate"):
            nodegroup["launchTemplate"] = body["launchTemplate"]
        else:
            make_launch_template(nodegroup["resources"]["autoScalingGroups"][0]["name"])
        let_nodes_in(cluster, nodegroup["nodeRole"], "EC2_LINUX")
        return eks._json_resp(200, {"nodegroup": nodegroup})

    eks._create_nodegroup = create


def make_launch_template(group):
    """Of a node group without one EKS makes it, which only the Auto Scaling group tells."""
    name = f"eks-{uuid.uuid4()}"
    options = {"LaunchTemplateData.MetadataOptions.HttpPutResponseHopLimit": "2"}
    ec2._create_launch_template({"LaunchTemplateName": name, **options})
    template = next(found for found in ec2._launch_templates.values() if found["LaunchTemplateName"] == name)
    launch = {"LaunchTemplate.LaunchTemplateId": template["LaunchTemplateId"]}
    autoscaling._create_asg({"AutoScalingGroupName": group, **launch})
    autoscaling._asgs[group]["LaunchTemplate"]["LaunchTemplateName"] = name


def let_nodes_in(cluster, role_arn, entry_type):
    """https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html"""
    if eks._clusters[cluster]["accessConfig"]["authenticationMode"] != "CONFIG_MAP":
        entry = eks._build_access_entry(cluster, role_arn, {"type": entry_type})
        eks._access_entries.setdefault(eks._ae_key(cluster, role_arn), entry)


def create_fargate_profile(cluster, body):
    name = body["fargateProfileName"]
    PROFILES[f"{cluster}/{name}"] = profile = {
        "fargateProfileName": name,
        "fargateProfileArn": arn_of("fargateprofile", cluster, name),
        "clusterName": cluster,
        "createdAt": time.time(),
        "podExecutionRoleArn": body["podExecutionRoleArn"],
        "subnets": body.get("subnets", []),
        "selectors": body.get("selectors", []),
        "status": "ACTIVE",
        "tags": body.get("tags", {}),
    }
    let_nodes_in(cluster, profile["podExecutionRoleArn"], "FARGATE_LINUX")
    return eks._json_resp(200, {"fargateProfile": profile})


def create_capability(cluster, body):
    name, now = body["capabilityName"], time.time()
    CAPABILITIES[f"{cluster}/{name}"] = capability = {
        "capabilityName": name,
        "arn": arn_of("capability", cluster, f"{body['type'].lower()}/{name}"),
        "clusterName": cluster,
        "type": body["type"],
        "roleArn": body["roleArn"],
        "status": "ACTIVE",
        "configuration": body.get("configuration", {}),
        "tags": body.get("tags", {}),
        "createdAt": now,
        "modifiedAt": now,
    }
    return eks._json_resp(200, {"capability": capability})


def arn_of(kind, cluster, name):
    return f"arn:aws:eks:{get_region()}:{get_account_id()}:{kind}/{cluster}/{name}/{uuid.uuid4()}"


def of_cluster(parts, cluster):
    return [part for key, part in parts.items() if key.startswith(f"{cluster}/")]


def list_fargate_profiles(cluster, _query):
    names = [profile["fargateProfileName"] for profile in of_cluster(PROFILES, cluster)]
    return eks._json_resp(200, {"fargateProfileNames": names})


def list_capabilities(cluster, _query):
    summary = ("capabilityName", "arn", "type", "status", "createdAt", "modifiedAt")
    found = [{name: capability[name] for name in summary} for capability in of_cluster(CAPABILITIES, cluster)]
    return eks._json_resp(200, {"capabilities": found})


def list_certificate_authorities(cluster, _query):
    return eks._json_resp(200, {"certificateAuthorities": [authority_of(cluster)]})


def authority_of(cluster):
    """The one that EKS made with the cluster."""
    made = eks._clusters[cluster]["createdAt"]
    return {
        "id": uuid.uuid5(uuid.NAMESPACE_URL, eks._clusters[cluster]["arn"]).hex,
        "createdAt": made,
        "createdBy": "EKS",
        "activatedAt": made,
        "activatedBy": "EKS",
        "signingStatus": "IN_USE",
        "distributionStatus": "COMPLETE",
    }


def describer(member, find):
    def describe(cluster, name):
        found = find(cluster, name)
        if found is None:
            return eks._error(404, "ResourceNotFoundException", f"No {member} found for name: {name}.")
        return eks._json_resp(200, {member: found})

    return describe


CREATE = {"fargate-profiles": create_fargate_profile, "capabilities": create_capability}
LIST = {
    "fargate-profiles": paged(list_fargate_profiles, "fargateProfileNames"),
    "capabilities": paged(list_capabilities, "capabilities"),
    "certificate-authorities": paged(list_certificate_authorities, "certificateAuthorities"),
}
DESCRIBE = {
    "fargate-profiles": describer("fargateProfile", lambda cluster, name: PROFILES.get(f"{cluster}/{name}")),
    "capabilities": describer("capability", lambda cluster, name: CAPABILITIES.get(f"{cluster}/{name}")),
    "certificate-authorities": describer("certificateAuthority", lambda cluster, _id: authority_of(cluster)),
}
