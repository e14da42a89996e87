import type { Json } from '../model/json.ts';

/** Asks for a sweep without waiting for it. */
export interface SweepRequest {
  request(payload: { readonly [key: string]: Json }): Promise<void>;
}
