"""EC2: GetInstanceMetadataDefaults, where nothing is set for the account.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetInstanceMetadataDefaults.html
"""

import sys

from ministack.services import ec2

ACTION = "GetInstanceMetadataDefaults"


def apply():
    if ACTION in ec2._ACTION_MAP:
        sys.exit(f"ministack knows {ACTION} by now: remove it from test/e2e/emulator/ec2_fixes.py.")
    ec2._ACTION_MAP[ACTION] = lambda _params: ec2._xml(200, f"{ACTION}Response", "<accountLevel/>")
