/**
 * What our texts tell people to type, for those who have installed the package: `npx gatewatch`, and examples where the package has
 * them. `examples` is their folder as seen from the working directory.
 */
export function asInstalled(text: string, examples: string): string {
  return (
    text
      .replace(/\n^npm prints .*\n/m, '')
      .replaceAll(/npm start(?: --silent)? -- /g, 'npx gatewatch ')
      // With three of the spaces that line up the help of no command at all with that of the others.
      .replaceAll(/npm start(?: {3}(?= ))?/g, 'npx gatewatch')
      .replaceAll(/(?<![\w./])examples\/(?=brackwater|break-in|events)/g, `${examples}/`)
  );
}
