import { factKeys } from '../model/fact-key.ts';
import type { Resource } from '../model/finding.ts';
import { type Candidate, everywhere, subjectFrom, type Walk } from './walk.ts';

/** The parts of our own deployment: none in a snapshot, or read from a terminal, where nothing is deployed. */
export function* monitorParts(walk: Walk): Iterable<Candidate<'monitorPart'>> {
  for (const name of walk.optional(factKeys.monitorParts(), everywhere) ?? []) {
    yield {
      subjectId: name,
      place: everywhere,
      resource: { type: typeOf(name), id: name },
      ...subjectFrom(walk, factKeys.monitorPart(name), (part) => part),
    };
  }
}

/** Of a name such as `queue eu-west-1 Gatewatch-QueuesRejected`. */
function typeOf(name: string): Resource['type'] {
  const [kind = ''] = name.split(' ');
  return types[kind] ?? 'Gatewatch::Deployment';
}

const types: Readonly<Record<string, string>> = {
  rule: 'AWS::Events::Rule',
  function: 'AWS::Lambda::Function',
  topic: 'AWS::SNS::Topic',
  queue: 'AWS::SQS::Queue',
  key: 'AWS::KMS::Key',
};
