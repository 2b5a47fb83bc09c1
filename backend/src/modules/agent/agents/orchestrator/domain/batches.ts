interface Node {
  readonly id: string;
  readonly needs: readonly string[];
}

/**
 * The batch of each task: 1 for those that need nothing, else one more than the last of what it needs.
 * @returns undefined when tasks wait for each other in a circle, or for one that is not there
 */
export const batchesOf = (tasks: readonly Node[]): Map<string, number> | undefined => {
  const batches = new Map<string, number>();
  let open = [...tasks];
  for (let batch = 1; open.length > 0; batch += 1) {
    const ready = open.filter(({ needs }) => needs.every((id) => batches.has(id)));
    if (ready.length === 0) return undefined;
    for (const { id } of ready) batches.set(id, batch);
    open = open.filter(({ id }) => !batches.has(id));
  }
  return batches;
};
