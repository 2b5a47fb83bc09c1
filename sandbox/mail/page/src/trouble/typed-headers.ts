export interface TypedHeader {
  name: string;
  value: string;
}

const LINE = /^([!-9;-~]+):\s*(.*)$/;

/** One header a line, as "Name: value". @returns the first line that is none, if there is one */
export const readHeaders = (text: string): TypedHeader[] | { wrong: string } => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line) => LINE.exec(line.trim()));
  const wrong = lines[read.indexOf(null)];
  return wrong === undefined ? read.map((found) => ({ name: found?.[1] ?? '', value: found?.[2] ?? '' })) : { wrong };
};
