import type { Account } from '../model/account.ts';
import { type Fact, present } from '../model/fact.ts';
import { kubernetesKey } from '../model/kubernetes-keys.ts';
import type { KubernetesType } from '../model/kubernetes-types.ts';
import type { Answer } from '../model/reading.ts';
import { factOfDocument, factsOfAws, type KeyedFact } from './facts-of-aws.ts';
import { readDocumentOf } from './kubernetes/object-readers.ts';
import { contentOf, readSnapshotPath } from './snapshot-path.ts';

/** The facts that one raw answer tells, of AWS or of a cluster, as `factsOfAws` does. */
export function factsOf(answer: Answer, account: Account): readonly KeyedFact[] {
  const file = readSnapshotPath(answer.path);
  const content = file && contentOf(file);
  if (content?.holds !== 'objects') return factsOfAws(answer, account);
  return [[kubernetesKey(content.cluster, content.type), factOfObjects(content.type, answer)]];
}

/** A type that the API does not have is one of which there are no objects. */
function factOfObjects(type: KubernetesType, answer: Answer): Fact<unknown> {
  const { outcome, readAt } = answer;
  if (outcome.kind === 'absent' && type !== 'configmaps') return present([], readAt);
  return factOfDocument((json) => readDocumentOf(type, json), answer);
}
