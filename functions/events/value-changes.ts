import { type Estate, factOf } from '../../shared/model/estate.ts';
import { present } from '../../shared/model/fact.ts';
import type { FactKey } from '../../shared/model/fact-key.ts';
import type { Json } from '../../shared/model/json.ts';
import { type ValueChange, valuesOf } from '../../shared/model/value-change.ts';

/** It is this now, whatever it was before: what was stored of it and is not said any more is gone. */
export function becomes<V>(
  estate: Estate,
  key: FactKey<V>,
  value: NoInfer<V>,
): readonly ValueChange[] {
  const now = valuesOf(key, present(value, 0));
  const old = [...valuesOf(key, factOf(estate, key)).keys()].filter((path) => !now.has(path));
  return [
    ...old.map((path): ValueChange => ({ key, path })),
    ...[...now].map(([path, written]): ValueChange => ({ key, path, value: written })),
  ];
}

/** It is not there any more, nor is anything that was stored of it. */
export function gone(estate: Estate, key: FactKey<unknown>): readonly ValueChange[] {
  const stored = [...valuesOf(key, factOf(estate, key)).keys()];
  return [...new Set(['', ...stored])].map((path): ValueChange => ({ key, path }));
}

/** One member of it; undefined takes the member away. */
export function set(key: FactKey<unknown>, path: string, value: unknown): readonly ValueChange[] {
  return [value === undefined ? { key, path } : { key, path, value: value as Json }];
}
