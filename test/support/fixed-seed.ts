import fc from 'fast-check';

/**
 * Every run of a commit tries the same cases, so that a failure is the commit's and never luck's. `FC_SEED=random` hunts for
 * others, and `FC_SEED=<number>` tries those of a hunt again.
 */
const { FC_SEED = '20261126' } = process.env;
if (FC_SEED !== 'random')
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(FC_SEED) });
