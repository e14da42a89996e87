import { describe, expect, test } from 'vitest';
import type { Alert } from '../../../shared/model/alert.ts';
import type { Route } from '../../../shared/model/alert-settings.ts';
import type { Owned } from '../../../shared/model/finding.ts';
import { emailMessage } from '../../../shared/report/email.ts';
import { routedAlert } from '../../../shared/report/routed.ts';
import { tellings } from '../../../shared/report/telling.ts';
import {
  account,
  finding,
  modeFinding,
  observation,
  owed,
  run,
  step,
  trustFinding,
} from './sample.ts';

const admin = owed('OPENED', {});
const mode = owed('CHANGED', modeFinding, { previousSeverity: 'HIGH' });
const trust = owed('OPENED', trustFinding);

function change(...items: readonly (typeof admin)[]): Alert {
  return { kind: 'change', account, told: tellings(items), deliveryId: 'd' };
}

function sweep(...items: readonly (typeof admin)[]): Alert {
  const told = tellings(items);
  const homeRegion = 'eu-west-1';
  return {
    kind: 'digest',
    account,
    homeRegion,
    run,
    told,
    minimumSeverity: 'LOW',
    deliveryId: 'd',
  };
}

const observed: Alert = { kind: 'observation', account, observation, deliveryId: 'd' };

/** The ids of the rules told by such a route, which tells the admin entry to payments. */
function told(alert: Alert, route: Omit<Route, 'to'>): readonly string[] | undefined {
  const tenantsOf = ({ subject }: Owned) => (subject === finding().subject ? ['payments'] : []);
  const routed = routedAlert(alert, { to: 'x', ...route }, tenantsOf);
  if (routed === undefined) return undefined;
  if (routed.kind === 'observation') return [routed.observation.ruleId];
  return routed.told.map(({ finding: { ruleId } }) => ruleId);
}

const { ruleId } = finding();

describe('a route without conditions', () => {
  test('tells everything', () => {
    const all = change(admin, mode, trust);
    expect(routedAlert(all, { to: 'x' }, () => [])).toEqual(all);
    expect(routedAlert(observed, { to: 'x' }, () => [])).toEqual(observed);
  });

  test('tells of a sweep that moved nothing', () => {
    expect(told(sweep(), {})).toEqual([]);
  });
});

describe('a route', () => {
  test('tells what one of its rules has found', () => {
    expect(told(change(admin, mode, trust), { rules: ['other', ruleId] })).toEqual([ruleId]);
    expect(told(observed, { rules: [observation.ruleId] })).toEqual([observation.ruleId]);
    expect(told(observed, { rules: [ruleId] })).toBeUndefined();
  });

  test('tells what is as severe as it asks, or was', () => {
    expect(told(change(mode), { minimumSeverity: 'HIGH' })).toEqual([modeFinding.ruleId]);
    expect(told(change(mode), { minimumSeverity: 'CRITICAL' })).toBeUndefined();
    expect(told(observed, { minimumSeverity: observation.severity })).toEqual([observation.ruleId]);
    expect(told(observed, { minimumSeverity: 'CRITICAL' })).toBeUndefined();
  });

  test('tells what is in one of its clusters', () => {
    const { region, name } = observation.cluster;
    expect(told(change(admin), { clusters: ['eu-west-1/payments-prod'] })).toEqual([ruleId]);
    expect(told(change(admin), { clusters: ['us-east-1/payments-prod'] })).toBeUndefined();
    expect(told(observed, { clusters: [`${region}/${name}`] })).toEqual([observation.ruleId]);
    expect(told(observed, { clusters: [`${region}/x`] })).toBeUndefined();
  });

  test('tells a tenant what is theirs', () => {
    expect(told(change(admin, trust), { tenants: ['payments'] })).toEqual([ruleId]);
    expect(told(change(admin), { tenants: ['search'] })).toBeUndefined();
    expect(told(observed, { tenants: ['search'] })).toBeUndefined();
  });

  test('says what it is about, one of each or several', () => {
    const only = (route: Omit<Route, 'to'>) => {
      const routed = routedAlert(sweep(admin), { to: 'x', ...route }, () => ['payments']);
      return routed?.kind === 'digest' ? routed.only : 'none';
    };
    expect(only({})).toBeUndefined();
    expect(only({ minimumSeverity: 'LOW' })).toBeUndefined();
    expect(only({ tenants: ['payments', 'shop'] })).toBe('tenants payments, shop');
    expect(only({ rules: [ruleId] })).toBe(`rule ${ruleId}`);
    expect(only({ rules: [ruleId, 'b'], clusters: ['eu-west-1/payments-prod'] })).toBe(
      `cluster eu-west-1/payments-prod; rules ${ruleId}, b`,
    );
  });

  test('of clusters tells nothing of IAM', () => {
    const { clusterName: _, ...iam } = finding(trustFinding);
    const item = { finding: iam, owed: [step('OPENED', iam)] };
    expect(told(change(item), { clusters: ['global/undefined'] })).toBeUndefined();
  });

  test('asks whose an observed grant is by its principal', () => {
    const asked: Owned[] = [];
    const tenantsOf = (of: Owned) => {
      asked.push(of);
      return ['payments'];
    };
    expect(routedAlert(observed, { to: 'x', tenants: ['payments'] }, tenantsOf)).toEqual(observed);
    const { principalArn } = observation;
    expect(asked).toEqual([
      {
        resource: { type: 'AWS::EKS::AccessEntry', id: principalArn },
        subject: principalArn,
        evidence: {},
      },
    ]);
  });

  test('tells what meets all of its conditions', () => {
    expect(told(change(admin), { tenants: ['payments'], rules: ['other'] })).toBeUndefined();
  });
});

describe('a sweep told by a route', () => {
  const route = { to: 'x', tenants: ['payments'], clusters: ['eu-west-1/payments-prod', 'a/b'] };

  test('is silent where nothing of it is meant', () => {
    expect(told(sweep(trust), { tenants: ['payments'] })).toBeUndefined();
    expect(told(sweep(), { rules: [ruleId] })).toBeUndefined();
  });

  test('says what it is about, and nothing of the account as a whole', () => {
    const routed = routedAlert(sweep(admin, trust), route, () => ['payments']);
    const { body } = emailMessage(routed ?? observed);
    expect(body).toContain(
      '\nOnly what concerns tenant payments; clusters eu-west-1/payments-prod,\na/b.\n',
    );
    expect(body).not.toMatch(/^(?:Now|Coverage) /m);
    expect(emailMessage(sweep(admin)).body).toMatch(/^Coverage /m);
  });
});
