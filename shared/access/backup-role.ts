import { trustsOnlyService } from '../iam/trusted-services.ts';
import { factKeys } from '../model/fact-key.ts';
import { type Facts, unread } from './facts.ts';

/** Whether only AWS Backup may assume a role. Where its trust policy is unread the verdict is incomplete, and the answer no. */
export function isForBackupAlone(facts: Facts, roleArn: string): boolean {
  const trust = facts.orIncomplete(() => facts.get(factKeys.trustPolicy(roleArn)));
  return trust !== unread && trustsOnlyService(trust?.statements ?? [], 'backup.amazonaws.com');
}
