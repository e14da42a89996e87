import { templatesIn } from '../kubernetes/name-template.ts';
import { masters } from '../kubernetes/rbac.ts';
import { parseIamArn } from '../model/arn.ts';
import { isReadFromElsewhere } from './cli-value.ts';
import { defaultUsername } from './default-username.ts';

/** What an access entry can take over of a mapping, and why not the rest. */
interface CarriedGroups {
  readonly kubernetesGroups: readonly string[];
  readonly lost: readonly string[];
  /** Whether system:masters is among them, which only an access policy can stand for. */
  readonly admin: boolean;
}

/**
 * Prefixes that EKS keeps for itself in the usernames and groups of entries.
 * https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
const reserved = /^(system|eks|aws|amazon|iam):/;

/** Kubernetes puts everybody there who logs in. */
const everybody = 'system:authenticated';

export function carriedGroups(groups: readonly string[]): CarriedGroups {
  const wanted = [...new Set(groups)].filter((group) => group !== everybody && group !== masters);
  const whys = wanted.map((group) => ({ group, why: whyNoGroup(group) }));
  return {
    kubernetesGroups: whys.flatMap(({ group, why }) => (why === undefined ? [group] : [])),
    lost: whys.flatMap(({ group, why }) =>
      why === undefined ? [] : [`group ${group} is not carried: ${why}`],
    ),
    admin: groups.includes(masters),
  };
}

function whyNoGroup(group: string): string | undefined {
  if (group.includes('{{')) return 'entries have no templates in groups';
  if (group === '') return 'it has no name';
  return reserved.test(group)
    ? 'EKS refuses the prefix in entries; bind what it needs to a group of another name'
    : undefined;
}

interface CarriedUsername {
  /** Absent where EKS is to choose it. */
  readonly username?: string;
  readonly lost?: string;
}

/**
 * The username of an entry that is that of the mapping. Where it cannot be, EKS chooses one that names the principal.
 * https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export function carriedUsername(principalArn: string, written: string): CarriedUsername {
  const usual = defaultUsername(principalArn) ?? principalArn;
  const username = withoutFixedTemplates(principalArn, written);
  if (username === '' || username === usual) return {};
  const why = whyNoUsername(username);
  return why === undefined
    ? { username }
    : { lost: `username ${written} is not carried, EKS calls it ${usual}: ${why}` };
}

/** The account is known, and users have no session. */
function withoutFixedTemplates(principalArn: string, written: string): string {
  const iam = parseIamArn(principalArn);
  const fixed = written.replaceAll('{{AccountID}}', () => iam?.accountId ?? '{{AccountID}}');
  return iam?.kind === 'user' ? fixed.replaceAll(sessionName, '') : fixed;
}

const sessionName = /\{\{SessionName(Raw)?\}\}/g;

function whyNoUsername(username: string): string | undefined {
  if (reserved.test(username)) return 'EKS keeps the prefix for itself';
  if (isReadFromElsewhere(username)) return 'the AWS CLI would read it from elsewhere';
  const other = templatesIn(username).find((each) => !each.startsWith('{{SessionName'));
  if (other !== undefined) return `entries have no template ${other}`;
  if (username.replaceAll(sessionName, '').includes('{{'))
    return 'it has braces that are no template';
  const session = username.search(sessionName);
  return session < 0 || username.slice(0, session).includes(':')
    ? undefined
    : 'entries need a colon before the session name';
}
