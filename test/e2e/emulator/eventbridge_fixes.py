"""EventBridge: AWS's own events, their time, permission to deliver, and buses of other Regions."""

import json
import logging
from contextvars import ContextVar

from function_policy import lets_in
from ministack.core import iam_evaluator
from ministack.core.arn import parse_arn
from ministack.core.responses import get_account_id, get_region, set_request_region
from ministack.services import eventbridge, sqs

logger = logging.getLogger("e2e.eventbridge")
given_time = ContextVar("given_time", default=None)


def apply():
    keep_time_and_take_aws_sources()
    ask_policy_of_target()
    forward_to_other_regions()


def keep_time_and_take_aws_sources():
    """https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html"""
    put_events, dispatch_event = eventbridge._put_events, eventbridge._dispatch_event

    def put_one_by_one(data, **_):
        entries, failed = [], 0
        for entry in data.get("Entries", []):
            given_time.set(entry.get("Time"))
            status, headers, body = put_events({"Entries": [entry]}, allow_aws_source=True)
            if status != 200:
                return status, headers, body
            answer = json.loads(body)
            entries += answer["Entries"]
            failed += answer["FailedEntryCount"]
        return eventbridge.json_response({"FailedEntryCount": failed, "Entries": entries})

    def dispatch(event, view=None):
        time = given_time.get()
        if time is None:
            return dispatch_event(event, view)
        given_time.set(None)
        event["Time"] = int(time)
        return dispatch_event(event)

    eventbridge._put_events, eventbridge._dispatch_event = put_one_by_one, dispatch


def ask_policy_of_target():
    """https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html"""
    invoke_target = eventbridge._invoke_target

    def invoke(target, event, rule, view=None):
        if admits(target["Arn"], rule["Arn"]):
            return invoke_target(target, event, rule, view)
        logger.error("%s does not let %s in: event dropped", target["Arn"], rule["Arn"])

    eventbridge._invoke_target = invoke


def admits(target_arn, rule_arn):
    service = parse_arn(target_arn).service
    if service == "sqs":
        return sqs.queue_policy_allows(target_arn, "events.amazonaws.com", rule_arn, get_account_id())
    return service != "lambda" or lets_in(target_arn, "events.amazonaws.com", rule_arn)


def forward_to_other_regions():
    """https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html"""
    dispatch_to_event_bus = eventbridge._dispatch_to_event_bus

    def forward(spec, event, rule, path, transformed=None):
        here, there = get_region(), spec.region
        if there == here or spec.account_id != get_account_id():
            return dispatch_to_event_bus(spec, event, rule, path, transformed)
        role_arn = role_of_target(rule, spec)
        bus = spec.resource.removeprefix("event-bus/")
        set_request_region(there)
        try:
            if bus not in eventbridge._event_buses:
                logger.error("%s does not exist: event dropped", spec)
            elif not may_put_events(role_arn, spec, bus):
                logger.error("%s may not put events to %s: event dropped", role_arn, spec)
            else:
                eventbridge._dispatch_event({**event, "EventBusName": bus})
        finally:
            set_request_region(here)

    eventbridge._dispatch_to_event_bus = forward


def role_of_target(rule, spec):
    key = eventbridge._rule_key(rule["Name"], rule.get("EventBusName", "default"))
    return next(t["RoleArn"] for t in eventbridge._targets[key] if t["Arn"] == str(spec))


def may_put_events(role_arn, spec, bus):
    role_name = role_arn.rsplit("/", 1)[1]
    context = iam_evaluator.EvalContext(
        principal_arn=f"arn:aws:sts::{spec.account_id}:assumed-role/{role_name}/events",
        principal_type="AssumedRole",
        principal_account=spec.account_id,
        action="events:PutEvents",
        resource_arn=str(spec),
        region=spec.region,
        principal_keys={"aws:PrincipalArn": role_arn},
    )
    identity = iam_evaluator.evaluate(context, iam_evaluator._gather_role_policies(role_name, spec.account_id))
    policy = eventbridge._event_bus_policies.get(bus)
    return iam_evaluator.combine_resource_policy(identity, context, policy, spec.account_id).decision == "Allow"
