import type { Controls, RuleMeta } from '../rules/rule.ts';

/** A catalogue of controls that a rule answers to, and which of them it does. */
interface Standard {
  readonly name: string;
  readonly sections: readonly string[];
}

const names = {
  cis: 'CIS Amazon EKS Benchmark',
  owasp: 'OWASP Kubernetes Top Ten',
  mitre: 'MITRE ATT&CK',
  securityHub: 'AWS Security Hub',
} as const satisfies Record<keyof Controls, string>;

const catalogues = ['cis', 'owasp', 'mitre', 'securityHub'] as const;

/** Other catalogues that ask for the same. */
export function standardsOf({ controls }: Pick<RuleMeta, 'controls'>): readonly Standard[] {
  return catalogues.flatMap((key) => {
    const sections = controls[key] ?? [];
    return sections.length === 0 ? [] : [{ name: names[key], sections }];
  });
}

/** `CIS Amazon EKS Benchmark 4.1.2`. */
export function controlTags(rule: Pick<RuleMeta, 'controls'>): readonly string[] {
  return standardsOf(rule).flatMap(({ name, sections }) =>
    sections.map((section) => `${name} ${section}`),
  );
}
