import * as z from 'zod/mini';
import type { Config, KubernetesSettings, RuleSettings, Tenant, Waiver } from '../model/config.ts';
import { alertsSchema, defaultAlerts } from './alerts.ts';
import {
  accountId,
  clusterPlace,
  declaredPrincipal,
  exactPrincipal,
  list,
  orElse,
  region,
  resourceId,
  severity,
  some,
  strict,
  text,
  url,
} from './fields.ts';
import { unknownRules, unknownTargets } from './references.ts';
import { day } from './times.ts';

/** One thing that is wrong, and where. */
export interface ConfigProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type ParsedConfig =
  | { readonly config: Config }
  | { readonly problems: readonly ConfigProblem[] };

/**
 * Checks a configuration and fills in its defaults, or tells everything that is wrong with it at once.
 * `regions` stays empty when none are named: what is watched then depends on where we run. With `knownRules`,
 * ids of other rules are refused. A parsed config parses to itself.
 */
export function parseConfig(input: unknown, knownRules?: readonly string[]): ParsedConfig {
  const parsed = z.safeParse(configSchema, input, { error: expectation });
  const issues = parsed.success ? [] : parsed.error.issues.flatMap(problemsOf);
  const problems = [...issues, ...unknownRules(input, knownRules), ...unknownTargets(input)];
  if (problems.length > 0 || !parsed.success) return { problems };
  return { config: parsed.data };
}

/** What applies where nothing is configured. */
export function defaultConfig(regions: readonly string[]): Config {
  return { ...z.parse(configSchema, {}), regions };
}

const tenantSchema: z.ZodMiniType<Tenant> = strict({
  namespaces: list(text('a namespace or pattern')),
  principals: list(exactPrincipal()),
  groups: list(text('a group name')),
});

const ruleSchema: z.ZodMiniType<RuleSettings> = strict({
  enabled: z.exactOptional(z.boolean()),
  severity: z.exactOptional(severity()),
});

const exception = {
  reason: text('why it is acceptable'),
  owner: text('who answers for it'),
  expires: day(),
};

const waiverSchema: z.ZodMiniType<Waiver> = strict({
  rule: text('the id of a rule'),
  subject: text('the subject of a finding, exactly'),
  cluster: z.exactOptional(text('the name of a cluster')),
  region: z.exactOptional(region()),
  ...exception,
});

const auditLogsSchema = strict({ subscribe: orElse(z.boolean(), false) });
const kubernetesSchema: z.ZodMiniType<KubernetesSettings> = strict({
  read: orElse(z.boolean(), true),
  readers: list(
    strict({
      clusters: some(clusterPlace()),
      subnetIds: some(resourceId('subnet')),
      securityGroupIds: some(resourceId('sg')),
    }),
  ),
  accessEntries: list(clusterPlace()),
});

const configSchema: z.ZodMiniType<Config> = strict({
  regions: list(region()),
  clusterAdmins: list(declaredPrincipal()),
  grantors: list(declaredPrincipal()),
  trustedAccounts: list(accountId()),
  identityProviders: list(url()),
  knownIssuers: list(url()),
  requireCustomerKey: orElse(z.boolean(), false),
  sensitiveNamespaces: orElse(z.array(text('a namespace or pattern')), [
    'kube-system',
    'flux-system',
    'external-secrets',
  ]),
  tenants: orElse(z.record(z.string(), tenantSchema), {}),
  rules: orElse(z.record(z.string(), ruleSchema), {}),
  waivers: list(waiverSchema),
  expectedUnread: list(
    strict({ place: text('a place'), fact: text('the name of a fact'), ...exception }),
  ),
  kubernetes: orElse(kubernetesSchema, { read: true, readers: [], accessEntries: [] }),
  alerts: orElse(alertsSchema, defaultAlerts),
  auditLogs: z.exactOptional(auditLogsSchema),
});

/** Own words, because the library's depend on which locale another import has configured. */
function expectation(issue: z.core.$ZodRawIssue): string {
  const expected = issue.code === 'invalid_type' ? issue.expected : 'something else';
  return `expected ${yamlNames[expected] ?? expected}`;
}

const yamlNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  object: 'a mapping of keys to values',
  record: 'a mapping of names to settings',
};

function problemsOf(issue: z.core.$ZodIssue): readonly ConfigProblem[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  const messages = issue.message.split('\n');
  return issue.keys.map((key, index) => ({ path: [...path, key], message: messages[index] ?? '' }));
}
