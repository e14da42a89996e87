import type { ReachedRule } from '../kubernetes/rbac.ts';
import { ruleAllows } from '../kubernetes/rule-allows.ts';
import { awsAuthState } from './cluster-powers.ts';
import type { Facts } from './facts.ts';
import type { Held } from './held-rules.ts';
import { type RbacWay, shortOfEverything } from './rbac-way.ts';

/**
 * Ways to map oneself to system:masters while anything reads aws-auth, with the rules that open each, if any do. A name
 * cannot narrow who creates, so whoever may create ConfigMaps there may create aws-auth where it is absent, or once they
 * have deleted it.
 * https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export function awsAuthWays({ cluster, rules }: Held, facts: Facts): readonly RbacWay[] {
  const reaching = shortOfEverything(rules).filter(
    ({ namespace }) => namespace === undefined || namespace === 'kube-system',
  );
  const may = (...verbs: readonly string[]) =>
    reaching.filter((rule) => verbs.some((verb) => allowsOnAwsAuth(rule, verb)));
  const [edits, deletes, creates] = [may('update', 'patch'), may('delete'), may('create')];
  const state = awsAuthState(facts, cluster);
  if (state === 'ignored') return [];
  if (state === 'absent') return [critical('create aws-auth, which does not exist', creates)];
  const replaces = deletes.length > 0 && creates.length > 0 ? [...deletes, ...creates] : [];
  return [
    critical('edit aws-auth', edits),
    critical('delete aws-auth and create another', replaces),
  ];
}

function critical(can: string, rules: readonly ReachedRule[]): RbacWay {
  return { can, severity: 'CRITICAL', rules };
}

function allowsOnAwsAuth({ rule }: ReachedRule, verb: string): boolean {
  return ruleAllows(rule, { verb, apiGroup: '', resource: 'configmaps', name: 'aws-auth' });
}
