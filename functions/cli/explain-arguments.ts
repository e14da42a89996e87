import { UsageError } from '../adapters/usage-error.ts';
import { refuse, refuseMore, type Values } from './arguments.ts';

export interface ExplainCommand {
  readonly name: 'explain';
  readonly what:
    | { readonly findingId: string }
    | { readonly ruleId: string; readonly subject: string };
  readonly from: { readonly snapshot: string } | 'live' | 'sample';
  readonly config?: string;
}

/** Without a place it is the sample estate, whose findings "npm start" shows. */
export function explainArguments(rest: readonly string[], values: Values): ExplainCommand {
  refuse(
    values,
    [
      'after',
      'cluster',
      'namespace',
      'out',
      'format',
      'state',
      'fail-on',
      'allow-unread',
      'no-kubernetes',
    ],
    'explain',
  );
  const [first, subject, ...more] = rest;
  if (first === undefined) throw new UsageError('explain needs a finding, or a rule and a subject');
  const { snapshot, live, config } = values;
  if (snapshot !== undefined && live === true) {
    throw new UsageError('explain takes one of --snapshot DIR and --live');
  }
  const stored = snapshot === undefined ? 'sample' : { snapshot };
  return refuseMore(more, {
    name: 'explain',
    what: subject === undefined ? { findingId: first } : { ruleId: first, subject },
    from: live === true ? 'live' : stored,
    ...(config === undefined ? {} : { config }),
  });
}
