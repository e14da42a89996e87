import type { Check } from '../model/check.ts';
import { shellCommand } from '../model/shell.ts';

export interface Configurations {
  /** The file here; undefined where there is none. */
  readonly file: string | undefined;
  /** Hash of what a deployment would make of it. */
  readonly hash: string;
  /** Hash of what is deployed. */
  readonly deployed: string;
}

/** Whether what is deployed is what is written down here. */
export function configurationCheck({ file, hash, deployed }: Configurations): Check {
  const check = { id: 'configuration', area: 'configuration' } as const;
  if (hash === deployed) {
    const says = `What is deployed is ${file ?? 'the default configuration'} as it is here.`;
    return { ...check, status: 'ok', says };
  }
  if (file === undefined) {
    const says =
      'There is no gatewatch.yaml here to compare with what is deployed; --config names one.';
    return { ...check, status: 'not-applicable', says };
  }
  return {
    ...check,
    status: 'fault',
    says: `The stack was deployed with another configuration than ${file} is now.`,
    fix: 'Deploy it, if it is the newer one:',
    commands: [shellCommand(['npx', 'cdk', 'deploy', '--all', '-c', `config=${file}`])],
  };
}
