import type { KnownControllers } from './known-controllers.ts';

/** The controllers that we know the published rules of. */
export const shippedControllers: KnownControllers = [];
