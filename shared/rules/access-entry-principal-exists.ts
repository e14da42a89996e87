import type { Facts } from '../access/facts.ts';
import { deleteAccessEntry } from '../access/remedy-commands.ts';
import { foreignAccount } from '../iam/foreign-account.ts';
import type { AccessEntry } from '../model/access-entry.ts';
import { isServiceLinkedRole, parseIamArn } from '../model/arn.ts';
import { factKeys } from '../model/fact-key.ts';
import { defineRule, notApplicable, undecided } from './rule.ts';

export const accessEntryPrincipalExists = defineRule({
  id: 'access-entry-principal-exists',
  subject: 'accessEntry',
  severity: 'LOW',
  title: 'Access entry belongs to nobody any more',
  requires:
    'The role or user exists and is the very one the entry was made for: not created after the entry was.',
  because:
    'EKS remembers the principal behind the ARN, so a deleted or recreated one cannot use its entry. It looks like access that works, and hides who really has it.',
  remedy: 'Delete the entry; if the recreated principal needs access, make a new one for it.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html',
  ],
  controls: { owasp: ['K03'] },
  absorbs: ['access-entry-principal-used'],

  *check({ cluster, entry }, facts) {
    const { principalArn, createdAt } = entry;
    if (isServiceLinkedRole(principalArn)) return notApplicable('AWS keeps service-linked roles');
    const iam = parseIamArn(principalArn);
    const foreign = iam && foreignAccount(iam, facts.account);
    if (foreign !== undefined) return notApplicable(`account ${foreign} is not watched`);
    const principal = principalOf(entry, iam?.kind, facts);
    if (principal === 'no principal') return undecided(`${principalArn} is no IAM role or user`);
    const where = `its access entry in ${cluster.name} in ${cluster.region} is dead`;
    const command = deleteAccessEntry(cluster, principalArn);
    if (principal === undefined) {
      const message = `${principalArn} does not exist: ${where}.`;
      yield { key: 'missing', message, evidence: { principalArn }, command };
      return undefined;
    }
    if (createdAt === undefined) return undecided('the entry does not say when it was created');
    if (principal.createDate > createdAt) {
      const message = `${principalArn} was deleted and created again: ${where}.`;
      const evidence = { principalArn, principalId: principal.id };
      yield { key: 'recreated', message, evidence, command };
    }
    return undefined;
  },
});

interface Principal {
  readonly id: string;
  readonly createDate: number;
}

/** Entries keep the path of an ARN, so it is looked up as it stands. */
function principalOf(
  { principalArn }: AccessEntry,
  kind: string | undefined,
  facts: Facts,
): Principal | 'no principal' | undefined {
  if (kind === 'role') {
    const role = facts.get(factKeys.role(principalArn));
    return role && { id: role.roleId, createDate: role.createDate };
  }
  if (kind !== 'user') return 'no principal';
  const user = facts.get(factKeys.user(principalArn));
  return user && { id: user.userId, createDate: user.createDate };
}
