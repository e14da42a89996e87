import { type PowerLevel, powerLevels, type Reach } from '../../model/power.ts';

interface PowerWords {
  readonly words: string;
  /** What a cell of the heat map says: colour alone says nothing to some. */
  readonly letter: string;
}

const ofLevel: Readonly<Record<PowerLevel, PowerWords>> = {
  none: { words: 'nothing', letter: '·' },
  read: { words: 'reads', letter: 'R' },
  write: { words: 'writes', letter: 'W' },
  secrets: { words: 'reads Secrets', letter: 'S' },
  'namespace-admin': { words: 'namespace admin', letter: 'N' },
  'cluster-admin-equivalent': { words: 'can become cluster admin', letter: 'E' },
  'cluster-admin': { words: 'cluster admin', letter: 'A' },
};

const unknown: PowerWords = { words: 'not known', letter: '?' };

export function powerWords(level: PowerLevel | undefined): PowerWords {
  return level === undefined ? unknown : ofLevel[level];
}

/** The class that colours it. */
export function powerClass(level: PowerLevel | undefined): string {
  return level === undefined ? 'pu' : `p${powerLevels.indexOf(level)}`;
}

export const strongestFirst: readonly PowerLevel[] = [...powerLevels].reverse();

export function reachWords(reach: Reach): string {
  if (reach.kind === 'cluster') return 'the whole cluster';
  return reach.namespaces.length === 0 ? 'no namespace' : reach.namespaces.join(', ');
}
