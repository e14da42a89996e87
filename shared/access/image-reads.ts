import { actionFacts } from '../iam/action-facts.ts';

/** Whether an action, in lower case, reads container images or about them. */
export function readsImages(action: string): boolean {
  const level = action.startsWith('ecr:') ? actionFacts(action)?.accessLevel : undefined;
  return level === 'Read' || level === 'List' || publicImages.test(action);
}

const publicImages = /^ecr-public:(batchcheck|describe|get|list)/;
