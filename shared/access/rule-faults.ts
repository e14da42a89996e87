import { type Json, sameJson } from '../model/json.ts';
import type { ExpectedRule, FoundRule, MonitorRule, RuleTarget, There } from '../model/monitor.ts';
import type { Violation } from '../model/violation.ts';
import { enableRule, putRule, putTargets, removeTargets } from './monitor-commands.ts';
import { sameTarget } from './rule-target.ts';

/** What is wrong with a rule of EventBridge that is there. */
export function* ruleFaults({ expected, found }: There<MonitorRule>): Iterable<Violation> {
  const { name, region } = expected;
  // ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS hears more, not less.
  if (!found.state.startsWith('ENABLED')) {
    yield {
      key: 'disabled',
      message: `The rule ${name} in ${region} is switched off.`,
      evidence: { name, region, state: found.state },
      command: enableRule(expected),
    };
  }
  if (!hearsTheSame(expected, found)) {
    yield {
      key: 'pattern',
      message: `The rule ${name} in ${region} listens for something else than was deployed.`,
      evidence: { name, region, expected: heardBy(expected), found: heardBy(found) },
      command: putRule(expected),
    };
  }
  yield* targetFaults(expected, found.targets);
}

/**
 * Every target there has to be one that was deployed: one more that hands events on to somebody else is for its owner to
 * explain.
 */
function* targetFaults(rule: ExpectedRule, found: readonly RuleTarget[]): Iterable<Violation> {
  const { name, region, targets } = rule;
  const missing = targets.filter((target) => !found.some((other) => sameTarget(other, target)));
  if (missing.length > 0) {
    yield {
      key: 'targets missing',
      message: `The rule ${name} in ${region} does not send to ${missing.map(arnOf).join(' and ')} as was deployed.`,
      evidence: { name, region, missing: missing.map(arnOf) },
      command: putTargets(rule, missing),
    };
  }
  const foreign = found.filter(({ Arn }) => !targets.some((target) => target['Arn'] === Arn));
  if (foreign.length > 0) {
    yield {
      key: 'targets added',
      message: `The rule ${name} in ${region} also sends to ${foreign.map(arnOf).join(' and ')}, which was not deployed.`,
      evidence: { name, region, added: foreign.map(arnOf) },
      command: removeTargets(
        rule,
        foreign.map(({ Id }) => `${Id}`),
      ),
    };
  }
}

type Heard = Pick<FoundRule, 'pattern' | 'schedule'>;

function hearsTheSame(a: Heard, b: Heard): boolean {
  return sameJson(heardBy(a), heardBy(b));
}

function heardBy({ pattern, schedule }: Heard): Json {
  return pattern ?? schedule ?? null;
}

function arnOf({ Arn }: RuleTarget): string {
  return `${Arn}`;
}
