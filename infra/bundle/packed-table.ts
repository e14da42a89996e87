import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'esbuild';

/**
 * What IAM's actions are, compressed until something first asks: a third of its size, for a millisecond. In the source it
 * stays a text that shows what a new version has changed, and needs no library.
 */
export const packedTable: Plugin = {
  name: 'packed-table',
  setup({ onLoad }) {
    onLoad({ filter: /\/shared\/iam\/action-table\.ts$/ }, async ({ path }) => {
      const { actionTable } = await import(pathToFileURL(path).href);
      const packed = brotliCompressSync(JSON.stringify(actionTable)).toString('base64');
      return { contents: unpacking(packed), loader: 'js' };
    });
  },
};

function unpacking(packed: string): string {
  return `
    import { brotliDecompressSync } from 'node:zlib';
    let table;
    const unpacked = () => (table ??= JSON.parse(brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString()));
    export const actionTable = {
      get source() { return unpacked().source; },
      get date() { return unpacked().date; },
      get services() { return unpacked().services; },
    };`;
}
