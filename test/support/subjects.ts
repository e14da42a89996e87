import type { Hidden } from '../../shared/access/role-use.ts';
import type { Grounds } from '../../shared/assess/facts.ts';
import { subjectsOf } from '../../shared/assess/subjects.ts';
import type { Config } from '../../shared/model/config.ts';
import { createEstate } from '../../shared/model/estate.ts';
import type { Fact } from '../../shared/model/fact.ts';
import { type FactKey, factKeys } from '../../shared/model/fact-key.ts';
import type { SubjectKind } from '../../shared/rules/rule.ts';
import { plainConfig } from './config.ts';
import { sampleAccount } from './estate.ts';

/** A node group that could not be described, as what may hide more of a role. */
export const hidden: Hidden = {
  key: factKeys.nodegroup({ region: 'eu-west-1', name: 'dev' }, 'workers'),
  reason: 'AccessDenied',
};

export const hiddenReason = `${hidden.key}: ${hidden.reason}`;

export type Readings = readonly (readonly [FactKey<unknown>, Fact<unknown>])[];

/** The subjects of a kind on an estate in which just this is known: each with what it rests on, or why it is unread. */
export function listed(kind: SubjectKind, facts: Readings, config: Partial<Config> = {}) {
  const grounds: Grounds = {
    estate: createEstate(sampleAccount, new Map(facts)),
    config: { ...plainConfig, ...config },
    today: '2026-11-22',
    waiverMatches: () => 0,
  };
  const { candidates, gaps, touched } = subjectsOf(grounds, kind);
  return {
    candidates: candidates.map(({ subject, ...candidate }) => ({
      ...candidate,
      touched: candidate.touched.map(({ ask, key }) => `${ask} ${key}`),
      subject: attempt(subject),
    })),
    gaps,
    touched: touched.map(({ ask, key }) => `${ask} ${key}`),
  };
}

function attempt(subject: () => unknown): unknown {
  try {
    return subject();
  } catch (error) {
    return `${error}`;
  }
}
