import type { Context } from './decision.ts';
import type { Truth } from './truth.ts';

/** Whether a value of the request is what one value of a condition asks for, negation aside. */
export type Comparison = (value: string, context: Context) => Truth;
