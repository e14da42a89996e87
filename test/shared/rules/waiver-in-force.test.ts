import type { Waiver } from '../../../shared/model/config.ts';
import { waiverInForce } from '../../../shared/rules/waiver-in-force.ts';
import { ci } from '../../support/eks.ts';
import { testRule } from '../../support/test-rule.ts';

const waiver: Waiver = {
  rule: 'access-entry-no-cluster-admin',
  subject: ci,
  reason: 'migration',
  owner: 'platform',
  expires: '2026-12-31',
};
const narrow: Waiver = { ...waiver, cluster: 'payments', region: 'eu-west-1' };
const about = { rule: 'access-entry-no-cluster-admin', subject: ci };
const what = `The waiver of platform for access-entry-no-cluster-admin on ${ci}`;
const expired = {
  key: 'expired',
  message: `${what} expired on 2026-12-31.`,
  evidence: { ...about, owner: 'platform', expires: '2026-12-31' },
};
const unmatched = {
  key: 'unmatched',
  message: `${what} matches no finding.`,
  evidence: { ...about, owner: 'platform' },
};

testRule(waiverInForce, {
  compliant: {
    'a waiver that covers a finding': {
      subject: waiver,
      known: { today: '2026-11-21', waiverMatches: 1 },
    },
    'a waiver on its last day': {
      subject: waiver,
      known: { today: '2026-12-31', waiverMatches: 2 },
    },
  },
  nonCompliant: {
    'a waiver the day after its last': {
      given: { subject: waiver, known: { today: '2027-01-01', waiverMatches: 1 } },
      reports: [expired],
    },
    'a waiver that covers nothing': {
      given: { subject: waiver, known: { today: '2026-11-21', waiverMatches: 0 } },
      reports: [unmatched],
    },
    'a waiver that is past and covers nothing': {
      given: { subject: waiver, known: { today: '2027-01-01', waiverMatches: 0 } },
      reports: [expired, unmatched],
    },
    'a waiver for one cluster, which its evidence names': {
      given: { subject: narrow, known: { today: '2026-11-21', waiverMatches: 0 } },
      reports: [
        {
          ...unmatched,
          evidence: { ...about, cluster: 'payments', region: 'eu-west-1', owner: 'platform' },
        },
      ],
    },
  },
  insufficientData: {
    'a waiver while findings cannot all be told': {
      given: { subject: waiver, known: { today: '2026-11-21' } },
      because: 'findings: unread',
    },
    'a past waiver while findings cannot all be told': {
      given: { subject: waiver, known: { today: '2027-01-01' } },
      because: 'findings: unread',
      reports: [expired],
    },
  },
});
