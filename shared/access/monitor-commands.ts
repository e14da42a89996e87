import type {
  EventSource,
  ExpectedFunction,
  ExpectedKey,
  ExpectedQueue,
  ExpectedRule,
  ExpectedTopic,
  RuleTarget,
} from '../model/monitor.ts';
import { shellCommand } from '../model/shell.ts';

/** https://docs.aws.amazon.com/cli/latest/reference/events/enable-rule.html */
export function enableRule(rule: ExpectedRule): string {
  return shellCommand(['aws', 'events', 'enable-rule', '--name', rule.name, ...busAndRegion(rule)]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/events/put-rule.html */
export function putRule(rule: ExpectedRule): string {
  const { name, pattern, schedule } = rule;
  return shellCommand([
    ...['aws', 'events', 'put-rule', '--name', name, '--state', 'ENABLED'],
    ...(pattern === undefined ? [] : ['--event-pattern', JSON.stringify(pattern)]),
    ...(schedule === undefined ? [] : ['--schedule-expression', schedule]),
    ...busAndRegion(rule),
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/events/put-targets.html */
export function putTargets(rule: ExpectedRule, targets: readonly RuleTarget[]): string {
  return shellCommand([
    ...['aws', 'events', 'put-targets', '--rule', rule.name],
    ...['--targets', JSON.stringify(targets), ...busAndRegion(rule)],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/events/remove-targets.html */
export function removeTargets(rule: ExpectedRule, ids: readonly string[]): string {
  return shellCommand([
    ...['aws', 'events', 'remove-targets', '--rule', rule.name, '--ids', ...ids],
    ...busAndRegion(rule),
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/lambda/delete-function-concurrency.html */
export function deleteFunctionConcurrency({ name, region }: ExpectedFunction): string {
  return shellCommand([
    ...['aws', 'lambda', 'delete-function-concurrency'],
    ...['--function-name', name, '--region', region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/lambda/update-event-source-mapping.html */
export function enableEventSource({ region }: ExpectedFunction, { uuid }: EventSource): string {
  return shellCommand([
    ...['aws', 'lambda', 'update-event-source-mapping'],
    ...['--uuid', uuid, '--enabled', '--region', region],
  ]);
}

/** ADDRESS stands for what only the owner knows. https://docs.aws.amazon.com/cli/latest/reference/sns/subscribe.html */
export function subscribe({ arn, region }: ExpectedTopic): string {
  return shellCommand([
    ...['aws', 'sns', 'subscribe', '--topic-arn', arn, '--protocol', 'email'],
    ...['--notification-endpoint', 'ADDRESS', '--region', region],
  ]);
}

/** Shows up to ten of them and takes none away. https://docs.aws.amazon.com/cli/latest/reference/sqs/receive-message.html */
export function lookAtMessages({ url, region }: ExpectedQueue): string {
  return shellCommand([
    ...['aws', 'sqs', 'receive-message', '--queue-url', url, '--visibility-timeout', '0'],
    ...['--max-number-of-messages', '10', '--region', region],
  ]);
}

/** https://docs.aws.amazon.com/cli/latest/reference/kms/enable-key.html */
export function enableKey({ arn, region }: ExpectedKey): string {
  return shellCommand(['aws', 'kms', 'enable-key', '--key-id', arn, '--region', region]);
}

/** Leaves the key disabled. https://docs.aws.amazon.com/cli/latest/reference/kms/cancel-key-deletion.html */
export function cancelKeyDeletion(key: ExpectedKey): string {
  const { arn, region } = key;
  const cancel = ['aws', 'kms', 'cancel-key-deletion', '--key-id', arn, '--region', region];
  return `${shellCommand(cancel)} && ${enableKey(key)}`;
}

/** https://docs.aws.amazon.com/cli/latest/reference/lambda/invoke.html */
export function sweepNow(functionName: string): string {
  return shellCommand([
    ...['aws', 'lambda', 'invoke', '--function-name', functionName],
    ...['--invocation-type', 'Event', '--cli-binary-format', 'raw-in-base64-out'],
    ...['--payload', '{}', '/dev/stdout'],
  ]);
}

function busAndRegion({ bus, region }: ExpectedRule): readonly string[] {
  return [...(bus === undefined ? [] : ['--event-bus-name', bus]), '--region', region];
}
