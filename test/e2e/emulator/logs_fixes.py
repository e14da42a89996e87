"""CloudWatch Logs: filter patterns for JSON, room for two subscriptions, and the permission to invoke their functions.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample
"""

import base64
import gzip
import json

from filter_pattern import FilterPattern, NotUnderstood
from function_policy import lets_in
from ministack.core.responses import error_response_json, get_account_id, get_region
from ministack.services import cloudwatch_logs, lambda_svc

# https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
ROOM = 2


def apply():
    cloudwatch_logs._subscription_pattern_matches = lambda pattern, message: FilterPattern(pattern).matches(message)
    put_subscription_filter = cloudwatch_logs._put_subscription_filter

    def put(data):
        group = cloudwatch_logs._log_groups.get(data["logGroupName"])
        return (group and refusal(group, data)) or put_subscription_filter(data)

    cloudwatch_logs._put_subscription_filter = put


def refusal(group, data):
    """https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html"""
    taken, destination = group["subscriptionFilters"], data["destinationArn"]
    if len(taken) >= ROOM and data["filterName"] not in taken:
        return error_response_json("LimitExceededException", "Resource limit exceeded.", 400)
    try:
        FilterPattern(data["filterPattern"])
    except NotUnderstood as error:
        return error_response_json("InvalidParameterException", f"Invalid filter pattern: {error}", 400)
    if ":function:" not in destination:
        return None
    source_arn = f"arn:aws:logs:{get_region()}:{get_account_id()}:log-group:{data['logGroupName']}:*"
    if lets_in(destination, "logs.amazonaws.com", source_arn) and takes_control_message(destination):
        return None
    return error_response_json("InvalidParameterException", "Could not execute the lambda function.", 400)


def takes_control_message(function_arn):
    """With it CloudWatch Logs looks whether somebody is there."""
    message = {
        "messageType": "CONTROL_MESSAGE",
        "owner": "CloudwatchLogs",
        "logGroup": "",
        "logStream": "",
        "subscriptionFilters": [],
        "logEvents": [{"id": "", "timestamp": 0, "message": "CWL CONTROL MESSAGE: Checking health of destination"}],
    }
    data = base64.b64encode(gzip.compress(json.dumps(message).encode())).decode()
    name = function_arn.rsplit(":", 1)[1]
    result = lambda_svc._execute_function_with_config_scope(lambda_svc._functions[name], {"awslogs": {"data": data}})
    return not result.get("error")
