/** The end of an exhaustive switch: the compiler refuses it as soon as a case is missing. */
export const assertNever = (value: never): never => {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
};
