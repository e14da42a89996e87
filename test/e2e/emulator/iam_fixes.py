"""IAM: GetAccountAuthorizationDetails in pages.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
"""

from xml.etree import ElementTree

from ministack.services import iam

ElementTree.register_namespace("", "https://iam.amazonaws.com/doc/2010-05-08/")


def apply():
    whole = iam._get_account_authorization_details

    def page(params):
        status, headers, body = whole(params)
        if status != 200:
            return status, headers, body
        size, start = int(iam._p(params, "MaxItems") or 100), int(iam._p(params, "Marker") or 0)
        return status, headers, cut(body, start, start + size)

    replace_everywhere(whole, page)


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


LISTS = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")


def local_name(element):
    return element.tag.rsplit("}", 1)[-1]


def replace_everywhere(old, new):
    iam._get_account_authorization_details = new
    for table in [value for value in vars(iam).values() if isinstance(value, dict)]:
        if table.get("GetAccountAuthorizationDetails") is old:
            table["GetAccountAuthorizationDetails"] = new
