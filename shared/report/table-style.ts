import type { Severity } from '../model/severity.ts';

export type Style =
  | 'critical'
  | 'high'
  | 'medium'
  | 'low'
  | 'waived'
  | 'heading'
  | 'dim'
  | 'good'
  | 'warn';

export interface TableOptions {
  /** Columns of the terminal; kept between 60 and 140. */
  readonly width: number;
  /** Adds a style to text that already has its final width; the identity where colours are not wanted. */
  readonly colour: (style: Style, text: string) => string;
  /** The options that name what was swept, as in `--live`, for the commands among the next steps. */
  readonly place?: string;
}

export const severityStyles: Readonly<Record<Severity, Style>> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
};
