import { surest } from '../access/ability.ts';
import { actorOf } from '../access/actor.ts';
import { isAdministrator } from '../access/administrator.ts';
import { anyAdminAssociation } from '../access/entry-grants.ts';
import { narrowedAssociation } from '../access/narrowed-association.ts';
import { statementEvidence } from '../iam/evidence.ts';
import { mayAllow } from '../iam/may-allow.ts';
import { defineRule, notApplicable } from './rule.ts';

export const grantorConditionsNarrow = defineRule({
  id: 'grantor-conditions-narrow',
  subject: 'grantor',
  severity: 'LOW',
  title: 'Who hands out access may hand out cluster admin',
  requires:
    'Who may associate access policies in a read cluster is limited by eks:policyArn, eks:accessScope or eks:namespaces, so that neither cluster admin nor the rule of a sensitive namespace can be given; declared grantors too. Administrators of the account, whom conditions cannot hold, are left out.',
  because:
    'A pipeline that onboards teams needs a few access policies in their namespaces; without conditions, whoever takes it over gives itself the whole cluster.',
  remedy:
    'Put conditions on eks:policyArn, eks:accessScope and eks:namespaces to the statement. Keep giving cluster admin to a role of its own.',
  references: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html',
  ],
  controls: { owasp: ['K03'], mitre: ['T1098.003'] },

  *check(grantor, facts) {
    if (grantor.kind === 'account') return notApplicable('judged principal by principal');
    const actor = actorOf(facts, grantor.arn);
    if (actor === undefined || !mayAllow(actor.compiled, 'eks:AssociateAccessPolicy')) {
      return undefined;
    }
    if (isAdministrator(actor)) return notApplicable('an administrator, whom no condition holds');
    const found = surest(anyAdminAssociation(facts, actor));
    if (found === undefined) return undefined;
    const { deciding, turnsOn } = found.ability;
    const condition = turnsOn.length === 0 ? '' : `, if ${turnsOn.join(' and ')}`;
    yield {
      message: `${actor.arn} may associate ${found.grant}${condition}.`,
      evidence: { principalArn: actor.arn, statements: statementEvidence(deciding) },
      command: JSON.stringify(narrowedAssociation(deciding, facts.account.partition)),
    };
    return undefined;
  },
});
