"""IAM: GetAccountAuthorizationDetails in pages and with the policies of AWS; issuers without their scheme.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html
"""

from urllib.parse import quote
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from ministack.services import iam

ElementTree.register_namespace("", "https://iam.amazonaws.com/doc/2010-05-08/")
LISTS = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")


def apply():
    whole, get_oidc_provider = iam._get_account_authorization_details, iam._get_oidc_provider

    def page(params):
        status, headers, body = whole(params)
        if status != 200:
            return status, headers, body
        size, start = int(iam._p(params, "MaxItems") or 100), int(iam._p(params, "Marker") or 0)
        return status, headers, cut(with_attached(params, body), start, start + size)

    def provider(params):
        status, headers, body = get_oidc_provider(params)
        return status, headers, body.replace(b"<Url>https://", b"<Url>")

    replace_everywhere("GetAccountAuthorizationDetails", whole, page)
    replace_everywhere("GetOpenIDConnectProvider", get_oidc_provider, provider)


def with_attached(params, body):
    """Adds the policies of AWS that somebody in the account has."""
    if "AWSManagedPolicy" not in [iam._p(params, f"Filter.member.{index}") for index in range(1, 6)]:
        return body
    counts = iam._aws_managed_attachment_counts
    attached = [arn for arn in iam._aws_managed_policies if counts.get(arn, 0) > 0]
    members = "".join(f"<member>{iam._managed_policy_xml(arn)}{versions_xml(arn)}</member>" for arn in attached)
    return body.replace(b"</Policies>", members.encode() + b"</Policies>")


def versions_xml(arn):
    versions = [
        f"<member><Document>{quote(version['Document'], safe='')}</Document>"
        f"<VersionId>{escape(version['VersionId'])}</VersionId>"
        f"<IsDefaultVersion>{str(version['IsDefaultVersion']).lower()}</IsDefaultVersion></member>"
        for version in iam._lookup_policy(arn)["Versions"].values()
    ]
    return f"<PolicyVersionList>{''.join(versions)}</PolicyVersionList>"


def cut(body, start, end):
    """Keeps the members from `start` up to `end`, counted through all lists."""
    root = ElementTree.fromstring(body)
    result = root[0]
    seen = 0
    for members in [child for child in result if local_name(child) in LISTS]:
        for member in list(members):
            if not start <= seen < end:
                members.remove(member)
            seen += 1
    if end < seen:
        truncated = next(child for child in result if local_name(child) == "IsTruncated")
        truncated.text = "true"
        marker = ElementTree.SubElement(result, truncated.tag.replace("IsTruncated", "Marker"))
        marker.text = str(end)
    return ElementTree.tostring(root)


def local_name(element):
    return element.tag.rsplit("}", 1)[-1]


def replace_everywhere(action, old, new):
    for table in [value for value in vars(iam).values() if isinstance(value, dict)]:
        if table.get(action) is old:
            table[action] = new
