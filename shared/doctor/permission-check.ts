import type { Check } from '../model/check.ts';

/** Whether a function of ours is let read what it has to: what it could not is said of the function too, whoever else could. */
export function permissionCheck(functionName: string, checks: readonly Check[]): Check {
  const unread = checks.filter(({ status }) => status === 'unread');
  const check = { id: `permissions ${functionName}`, area: 'functions' } as const;
  if (unread.length === 0) {
    const says = `The function ${functionName} could read all that it was asked about here.`;
    return { ...check, status: 'ok', says };
  }
  const [first, ...more] = unread.map(({ says }) => says);
  return {
    ...check,
    status: 'fault',
    says: `The function ${functionName} could not read all that it has to. ${first}${more.length > 0 ? ` And ${more.length} more.` : ''}`,
    fix: 'Where it was denied, its role or a policy of the organization was changed: find out in CloudTrail by whom, and deploy the stack again. Where it was throttled, ask once more.',
  };
}
