import { UsageError } from '../adapters/usage-error.ts';
import { formatOf, only, type Values, type Where, whereOf } from './arguments.ts';

const formats = ['email', 'slack', 'q', 'json'] as const;
export type PreviewFormat = (typeof formats)[number];

export interface PreviewCommand {
  readonly name: 'preview-alert';
  /** The id of a finding, or files that hold recorded events. */
  readonly words: readonly [string, ...string[]];
  readonly from: Where;
  readonly format: PreviewFormat;
  readonly config?: string;
}

export function previewArguments(words: readonly string[], values: Values): PreviewCommand {
  only(values, ['snapshot', 'live', 'format', 'config'], 'preview-alert');
  const [first, ...more] = words;
  if (first === undefined) {
    throw new UsageError('preview-alert needs the id of a finding, or files with recorded events');
  }
  const { format, config } = values;
  return {
    name: 'preview-alert',
    words: [first, ...more],
    from: whereOf(values, 'preview-alert'),
    format: formatOf(format ?? 'email', formats),
    ...(config === undefined ? {} : { config }),
  };
}
