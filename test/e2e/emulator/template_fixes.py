"""CloudFormation: what ministack refuses or gets wrong of our templates and of those that the CDK bootstraps with."""

import sys

from ministack.core.responses import get_account_id, get_region
from ministack.services import eventbridge
from ministack.services.cloudformation import changesets, engine, handlers, provisioners, stacks

RECORDED_ONLY = ("AWS::CloudWatch::CompositeAlarm",)


def apply():
    join_in_conditions()
    record_metric_math()
    add_type("AWS::Events::EventBusPolicy", create=put_bus_statement, update=update_bus_statement)
    for resource_type in RECORDED_ONLY:
        add_type(resource_type, create=recorder(resource_type), update=lambda name, *_: (name, {}))


def join_in_conditions():
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html"""
    evaluate = engine._evaluate_conditions

    def evaluate_joined(template, params):
        return evaluate({**template, "Conditions": joined(template.get("Conditions", {}), params)}, params)

    for module in (engine, changesets, handlers, stacks):
        module._evaluate_conditions = evaluate_joined


def joined(value, params):
    if isinstance(value, list):
        return [joined(item, params) for item in value]
    if not isinstance(value, dict):
        return value
    if "Fn::Join" not in value:
        return {key: joined(item, params) for key, item in value.items()}
    return engine._resolve_refs(value, {}, params, {}, {}, "", "")


def record_metric_math():
    record = provisioners._cw_metric_alarm_record

    def record_alarm(name, props):
        if not props.get("Metrics"):
            return record(name, props)
        plain = {key: value for key, value in props.items() if key != "Metrics"}
        return record(name, {**plain, "MetricName": "metric math", "Namespace": "never evaluated"})

    provisioners._cw_metric_alarm_record = record_alarm


def add_type(resource_type, create, update):
    if resource_type in provisioners._RESOURCE_HANDLERS:
        sys.exit(f"ministack knows {resource_type} by now: remove it from test/e2e/emulator/template_fixes.py.")
    handlers = {"create": create, "update": update, "delete": lambda *_: None}
    provisioners._RESOURCE_HANDLERS[resource_type] = handlers


def recorder(resource_type):
    def create(logical_id, props, stack_name):
        name = props.get("AlarmName") or f"{stack_name}-{logical_id}"
        return name, {"Arn": f"arn:aws:cloudwatch:{get_region()}:{get_account_id()}:alarm:{name}"}

    return create


def put_bus_statement(_logical_id, props, _stack_name):
    bus, sid = props.get("EventBusName", "default"), props["StatementId"]
    policy = eventbridge._event_bus_policies.get(bus) or {"Version": "2012-10-17", "Statement": []}
    others = [statement for statement in policy["Statement"] if statement.get("Sid") != sid]
    statement = {**props["Statement"], "Sid": sid}
    eventbridge._event_bus_policies[bus] = {**policy, "Statement": [*others, statement]}
    return f"{bus}|{sid}", {}


def update_bus_statement(physical_id, _old, new, stack_name):
    put_bus_statement(physical_id, new, stack_name)
    return physical_id, {}
