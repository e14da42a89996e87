import type { MonitorPart } from '../../../shared/model/monitor.ts';
import { monitorIntact } from '../../../shared/rules/monitor-intact.ts';
import {
  changesArn,
  deleted,
  enabledSource,
  monitorFunction,
  monitorHeartbeat,
  monitorKey,
  monitorQueue,
  monitorRule,
  monitorSweep,
  monitorTopic,
  operationsArn,
  toChanges,
  toOperations,
} from '../../support/monitor.ts';
import { testRule } from '../../support/test-rule.ts';

const place = { region: 'eu-west-1' } as const;
const rule = { name: 'gatewatch-eks', ...place };
const fn = { name: 'gatewatch-access-change', ...place };
const key = { name: 'k-1', ...place };
const added = { Id: 'spy', Arn: 'arn:aws:sqs:eu-west-1:666666666666:spy' };
const everywhere = { source: [{ prefix: '' }] };

testRule(monitorIntact, {
  compliant: {
    'a rule as it was deployed': given(monitorRule()),
    'a rule that hears read events as well': given(
      monitorRule({ state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }),
    ),
    'a pattern whose members stand in another order': given(
      monitorRule({ pattern: { b: 1, a: 2 } }, { pattern: { a: 2, b: 1 } }),
    ),
    'targets in another order, under other ids, with a retry policy that AWS filled in': given(
      monitorRule({
        targets: [
          { ...toOperations, Id: 'b', RetryPolicy: { MaximumRetryAttempts: 185 } },
          { ...toChanges, Id: 'a' },
        ],
      }),
    ),
    'a schedule': given(
      monitorRuleBy({ schedule: 'rate(6 hours)' }, { schedule: 'rate(6 hours)' }),
    ),
    'a function that is fed': given(monitorFunction()),
    'a function with concurrency of its own': given(monitorFunction({ reservedConcurrency: 2 })),
    'a mapping that is being updated': given(
      monitorFunction({ eventSources: [{ ...enabledSource, state: 'Updating' }] }),
    ),
    'a topic with one confirmed subscription beside one that is not': given(monitorTopic(2, 1, 1)),
    'a topic for which no address is configured': given(monitorTopic(0, 0, 0)),
    'an empty queue for failures': given(monitorQueue(0)),
    'a queue whose messages are not looked at': given(monitorQueue()),
    'an enabled key': given(monitorKey('Enabled')),
    'a sweep 13 hours ago': given(monitorSweep('2026-11-20T23:00:00Z')),
    'an account that has never been swept': given(monitorSweep()),
    'a heartbeat that was heard': given(
      monitorHeartbeat('2026-11-21T06:00:00Z', '2026-11-21T06:02:00Z'),
    ),
    'a heartbeat that was heard before the time of sending it was taken': given(
      monitorHeartbeat('2026-11-21T06:00:00Z', '2026-11-21T05:59:59Z'),
    ),
    'a heartbeat that still has its half hour': given(monitorHeartbeat('2026-11-21T11:30:00Z')),
  },
  nonCompliant: {
    'a rule that is gone': {
      given: given(deleted(monitorRule())),
      reports: [
        {
          key: 'gone',
          message: 'The rule gatewatch-eks in eu-west-1 is gone.',
          evidence: rule,
        },
      ],
    },
    'a rule that is switched off': {
      given: given(monitorRule({ state: 'DISABLED' })),
      reports: [
        {
          key: 'disabled',
          message: 'The rule gatewatch-eks in eu-west-1 is switched off.',
          evidence: { ...rule, state: 'DISABLED' },
          command: 'aws events enable-rule --name gatewatch-eks --region eu-west-1',
        },
      ],
    },
    'a rule on the hub bus that listens for less': {
      given: given(monitorRule({ pattern: { source: ['none'] } }, { bus: 'gatewatch-hub' })),
      reports: [
        {
          key: 'pattern',
          message:
            'The rule gatewatch-eks in eu-west-1 listens for something else than was deployed.',
          evidence: { ...rule, expected: { source: ['aws.eks'] }, found: { source: ['none'] } },
          command:
            'aws events put-rule --name gatewatch-eks --state ENABLED --event-pattern \'{"source":["aws.eks"]}\' --event-bus-name gatewatch-hub --region eu-west-1',
        },
      ],
    },
    'a schedule that was slowed down': {
      given: given(monitorRuleBy({ schedule: 'rate(6 hours)' }, { schedule: 'rate(60 days)' })),
      reports: [
        {
          key: 'pattern',
          message:
            'The rule gatewatch-eks in eu-west-1 listens for something else than was deployed.',
          evidence: { ...rule, expected: 'rate(6 hours)', found: 'rate(60 days)' },
          command:
            "aws events put-rule --name gatewatch-eks --state ENABLED --schedule-expression 'rate(6 hours)' --region eu-west-1",
        },
      ],
    },
    'a rule without a pattern': {
      given: given(monitorRuleBy({ pattern: everywhere }, {})),
      reports: [
        {
          key: 'pattern',
          message:
            'The rule gatewatch-eks in eu-west-1 listens for something else than was deployed.',
          evidence: { ...rule, expected: everywhere, found: null },
          command:
            'aws events put-rule --name gatewatch-eks --state ENABLED --event-pattern \'{"source":[{"prefix":""}]}\' --region eu-west-1',
        },
      ],
    },
    'a rule that has lost a target': {
      given: given(monitorRule({ targets: [toOperations] })),
      reports: [
        {
          key: 'targets missing',
          message: `The rule gatewatch-eks in eu-west-1 does not send to ${changesArn} as was deployed.`,
          evidence: { ...rule, missing: [changesArn] },
          command: `aws events put-targets --rule gatewatch-eks --targets '[{"Id":"Target0","Arn":"${changesArn}"}]' --region eu-west-1`,
        },
      ],
    },
    'a target that is told something else': {
      given: given(monitorRule({ targets: [toChanges, { ...toOperations, Input: '""' }] })),
      reports: [
        {
          key: 'targets missing',
          message: `The rule gatewatch-eks in eu-west-1 does not send to ${operationsArn} as was deployed.`,
          evidence: { ...rule, missing: [operationsArn] },
          command: `aws events put-targets --rule gatewatch-eks --targets '[{"Id":"Target1","Arn":"${operationsArn}","Input":"\\"tampered\\""}]' --region eu-west-1`,
        },
      ],
    },
    'a rule with a target of somebody else': {
      given: given(monitorRule({ targets: [toChanges, toOperations, added] })),
      reports: [
        {
          key: 'targets added',
          message:
            'The rule gatewatch-eks in eu-west-1 also sends to arn:aws:sqs:eu-west-1:666666666666:spy, which was not deployed.',
          evidence: { ...rule, added: [added.Arn] },
          command: 'aws events remove-targets --rule gatewatch-eks --ids spy --region eu-west-1',
        },
      ],
    },
    'a function that may not run': {
      given: given(monitorFunction({ reservedConcurrency: 0 })),
      reports: [
        {
          key: 'throttled',
          message:
            'The function gatewatch-access-change in eu-west-1 may not run: no concurrency is left to it.',
          evidence: { ...fn, reservedConcurrency: 0 },
          command:
            'aws lambda delete-function-concurrency --function-name gatewatch-access-change --region eu-west-1',
        },
      ],
    },
    'a function whose mapping is disabled': {
      given: given(monitorFunction({ eventSources: [{ ...enabledSource, state: 'Disabled' }] })),
      reports: [
        {
          ...notFed('Disabled'),
          command: 'aws lambda update-event-source-mapping --uuid u-1 --enabled --region eu-west-1',
        },
      ],
    },
    'a function whose mapping is gone': {
      given: given(monitorFunction({ eventSources: [] })),
      reports: [notFed('not there')],
    },
    'a topic that nobody has confirmed': {
      given: given(monitorTopic(2, 0, 2)),
      reports: [nobodyHears(2, 2, '2 wait to be confirmed')],
    },
    'a topic that everybody was unsubscribed from': {
      given: given(monitorTopic(1, 0, 0)),
      reports: [nobodyHears(1, 0, 'it has no subscription')],
    },
    'a queue for failures that holds a message': {
      given: given(monitorQueue(1)),
      reports: [
        {
          key: 'not empty',
          message:
            'Messages wait in the queue rejected in eu-west-1, where things end that could not be dealt with.',
          evidence: { name: 'rejected', ...place, messages: 1 },
          fingerprint: { name: 'rejected', ...place },
          command:
            'aws sqs receive-message --queue-url https://sqs.eu-west-1.amazonaws.com/012345678901/rejected --visibility-timeout 0 --max-number-of-messages 10 --region eu-west-1',
        },
      ],
    },
    'a disabled key': {
      given: given(monitorKey('Disabled')),
      reports: [
        {
          ...unusable('Disabled'),
          command:
            'aws kms enable-key --key-id arn:aws:kms:eu-west-1:012345678901:key/k-1 --region eu-west-1',
        },
      ],
    },
    'a key that is to be deleted': {
      given: given(monitorKey('PendingDeletion')),
      reports: [
        {
          ...unusable('PendingDeletion'),
          command:
            'aws kms cancel-key-deletion --key-id arn:aws:kms:eu-west-1:012345678901:key/k-1 --region eu-west-1 && aws kms enable-key --key-id arn:aws:kms:eu-west-1:012345678901:key/k-1 --region eu-west-1',
        },
      ],
    },
    'a key that cannot be used for another reason': {
      given: given(monitorKey('Unavailable')),
      reports: [unusable('Unavailable')],
    },
    'a sweep more than 13 hours ago': {
      given: given(monitorSweep('2026-11-20T22:59:59Z')),
      reports: [
        {
          key: 'late',
          message: 'No sweep has completed since 2026-11-20T22:59:59.000Z.',
          evidence: { lastCompleted: '2026-11-20T22:59:59.000Z' },
          command:
            "aws lambda invoke --function-name gatewatch-sweep --invocation-type Event --cli-binary-format raw-in-base64-out --payload '{}' /dev/stdout",
        },
      ],
    },
    'a heartbeat that was not heard in half an hour': {
      given: given(monitorHeartbeat('2026-11-21T11:29:59Z')),
      reports: [unheard('2026-11-21T11:29:59.000Z')],
    },
  },
});

function given(subject: MonitorPart) {
  return { subject, known: {} };
}

/** A rule that is there and was deployed with just this to listen to. */
function monitorRuleBy(
  expected: { readonly schedule?: string; readonly pattern?: typeof everywhere },
  heard: { readonly schedule?: string },
): MonitorPart {
  const { expected: whole, found } = monitorRule();
  const { pattern: _, ...rest } = whole;
  const { targets = [], state = 'ENABLED' } = found ?? {};
  return {
    kind: 'rule',
    expected: { ...rest, ...expected },
    found: { state, targets, ...heard },
  };
}

function notFed(state: string) {
  return {
    key: `event source ${changesArn}`,
    message: `The function gatewatch-access-change in eu-west-1 is not fed from ${changesArn}: the mapping is ${state}.`,
    evidence: { ...fn, eventSource: changesArn, state },
  };
}

function nobodyHears(configured: number, pending: number, why: string) {
  return {
    key: 'nobody hears',
    message: `Nobody hears what is told on the topic operations in eu-west-1: ${why}.`,
    evidence: { name: 'operations', ...place, configured, confirmed: 0, pending },
    command: `aws sns subscribe --topic-arn ${operationsArn} --protocol email --notification-endpoint ADDRESS --region eu-west-1`,
  };
}

function unusable(state: string) {
  return {
    key: 'state',
    message: `The key k-1 in eu-west-1 is ${state}: what is stored cannot be read without it.`,
    evidence: { ...key, state },
  };
}

function unheard(sent: string) {
  return {
    key: 'unheard',
    message: `The change of a tag that was made at ${sent} to be heard of has not been heard of: events of IAM do not reach us.`,
    evidence: { sent },
    fingerprint: {},
  };
}
