import type { Asked, Touched, Verdict } from './verdict.ts';

/** The facts and lists that a verdict is due to, through work that it shares with others too. */
export function factsBehind({ restsOn, touched }: Verdict): Iterable<Touched> {
  const asked = new Set<Asked>(restsOn);
  gather(asked, touched);
  return factsAmong(asked);
}

/** The facts and lists among questions that were gathered. */
export function* factsAmong(asked: Iterable<Asked>): Iterable<Touched> {
  for (const question of asked) {
    if (question.ask !== 'shared' && question.ask !== 'day') yield question;
  }
}

/** Gathers questions, each once, and the parts of shared work before the work. */
export function gather(into: Set<Asked>, asked: Iterable<Asked>): void {
  for (const question of asked) {
    if (question.ask === 'shared' && !into.has(question)) gather(into, question.parts);
    into.add(question);
  }
}
