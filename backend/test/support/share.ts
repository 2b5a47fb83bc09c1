/**
 * Splits long work over several runs: n runs with the shares `1/n` to `n/n` are the whole of it.
 * @param args a command's own, with `--share=2/5` among them or not
 * @throws when what is given is not such a share
 */
export function shareOf<T>(items: readonly T[], args: readonly string[]): readonly T[] {
  const given = args.find((text) => text.startsWith('--share='));
  if (!given) return items;
  const [, which, of] = /^--share=(\d+)\/(\d+)$/.exec(given) ?? [];
  const [first, step] = [Number(which), Number(of)];
  if (!(first >= 1 && first <= step)) throw new Error(`${given} is not a share: --share=2/5 is the second of five.`);
  return items.filter((_, index) => index % step === first - 1);
}
