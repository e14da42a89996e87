import { factKeys } from '../../../shared/model/fact-key.ts';
import type { Violation } from '../../../shared/model/violation.ts';
import { workloadRoleUsed } from '../../../shared/rules/workload-role-used.ts';
import { denied, gone, known } from '../../support/facts.ts';
import { role } from '../../support/iam.ts';
import { type Given, testRule } from '../../support/test-rule.ts';
import { apiRole, workloadGiven } from '../../support/workload-roles.ts';

const longAgo = Date.UTC(2026, 0, 1);
// 90 days before 2026-11-21.
const line = Date.UTC(2026, 7, 23);

testRule(workloadRoleUsed, {
  compliant: {
    'a role that was used yesterday': used(Date.UTC(2026, 10, 20)),
    'a role that was used 90 days ago': used(line),
    'a role that is 90 days old and was never used': used(undefined, line),
    'a young role of which nothing else was read': {
      subject: created(Date.UTC(2026, 10, 1)),
      known: {},
    },
  },
  nonCompliant: {
    'a role that was used a little longer ago': {
      given: used(line - 1),
      reports: [idle('was last used on 2026-08-22')],
    },
    'a role that was never used': {
      given: used(undefined),
      reports: [idle('was never used, as far as IAM remembers')],
    },
  },
  notApplicable: {
    'a role that does not exist any more': {
      given: {
        subject: created(longAgo),
        known: { facts: [gone(factKeys.roleLastUsed(apiRole))] },
      },
      because: 'the role does not exist',
    },
  },
  insufficientData: {
    'a role of which it was not read when it was used': {
      given: {
        subject: created(longAgo),
        known: { facts: [denied(factKeys.roleLastUsed(apiRole))] },
      },
      because: `role-last-used iam ${apiRole}: AccessDenied`,
    },
  },
});

function created(createDate: number) {
  return { role: role(apiRole, createDate), uses: workloadGiven({}).subject.uses };
}

function used(lastUsedDate: number | undefined, createDate = longAgo): Given<'workloadRole'> {
  const lastUsed = lastUsedDate === undefined ? {} : { lastUsedDate };
  return {
    subject: created(createDate),
    known: { facts: [known(factKeys.roleLastUsed(apiRole), lastUsed)] },
  };
}

function idle(how: string): Violation {
  return {
    message: `${apiRole}, the role of service account payments/api of payments in eu-west-1, ${how}.`,
    evidence: { roleArn: apiRole },
    command:
      'aws iam put-role-policy --role-name api --policy-name DenyAll --policy-document \'{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}\'',
  };
}
