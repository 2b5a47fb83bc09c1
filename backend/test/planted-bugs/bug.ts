/** `find` occurs exactly once in the file. If it no longer does, the plant has rotted, which is a failure like any other. */
interface Edit {
  find: string;
  replace: string;
}

/** A mistake that somebody could make, and the test that must notice it. */
export interface PlantedBug extends Edit {
  name: string;
  /** What it is: its number in the list of faults to plant, and in words. */
  of: string;
  /** From the project's root. */
  file: string;
  /** Where one place is not enough. */
  also?: Edit;
  test: PlantedTest;
}

export interface PlantedTest {
  project: 'unit' | 'int';
  file: string;
  /** With the names of the blocks around it, as vitest shows it. */
  name: string;
}

/** @throws Error when it does not fit the source any more */
export const plant = ({ file, find, replace, also }: PlantedBug, source: string): string =>
  [{ find, replace }, ...(also ? [also] : [])].reduce((text, edit) => {
    const times = text.split(edit.find).length - 1;
    if (times !== 1) throw new Error(`the plant has rotted: what it replaces occurs ${times} times in ${file}`);
    return text.replace(edit.find, () => edit.replace);
  }, source);
