import { registerHooks } from 'node:module';

/** Loaded before aws-lambda-ric: gives it `native-client.ts` where it asks for its compiled addon. */
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === './rapid-client.node'
      ? {
          url: new URL('./native-client.ts', import.meta.url).href,
          format: 'module-typescript',
          shortCircuit: true,
        }
      : nextResolve(specifier, context),
});
