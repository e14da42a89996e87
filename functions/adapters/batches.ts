/** Items in their order, so many and so many bytes of them at a time; one that is larger by itself is alone. */
export function batchesOf<T>(
  items: readonly T[],
  sizeOf: (item: T) => number,
  { most, bytes: limit }: { readonly most: number; readonly bytes: number },
): readonly (readonly T[])[] {
  const batches: T[][] = [];
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item);
    const last = batches.at(-1);
    if (last === undefined || last.length === most || bytes + size > limit) {
      batches.push([item]);
      bytes = size;
    } else {
      last.push(item);
      bytes += size;
    }
  }
  return batches;
}
