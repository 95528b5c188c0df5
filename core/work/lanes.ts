/** Works on every item, `width` at once, and gives the results in the items' order. The first fault ends it. */
export async function inLanes<I, T>(
  items: readonly I[],
  width: number,
  work: (item: I) => Promise<T>,
): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  async function lane(): Promise<void> {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i] as I);
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}
