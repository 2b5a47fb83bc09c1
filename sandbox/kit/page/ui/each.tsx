import { Fragment, type ReactNode } from 'react';

/** Shows a list whose entries have neither ids nor state of their own, such as pieces of text. */
export const each = <T,>(entries: readonly T[] | undefined, show: (entry: T) => ReactNode): ReactNode =>
  entries?.map((entry, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>{show(entry)}</Fragment>
  ));
