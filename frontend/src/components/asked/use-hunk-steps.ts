import { type RefObject, useRef } from 'react';

const MARK = 'data-current';

/** From change to change of a diff: each comes to the top of its frame, and is marked. */
export const useHunkSteps = (scroller: RefObject<HTMLElement | null>) => {
  const at = useRef<Element | null>(null);
  const show = (element: HTMLElement) => {
    const frame = scroller.current;
    if (!frame) return;
    const down = element.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollTop += down;
    element.scrollIntoView({ block: 'nearest' });
  };
  const step = (by: 1 | -1) => {
    const hunks = [...(scroller.current?.querySelectorAll<HTMLElement>('[data-hunk]') ?? [])];
    const current = at.current ? hunks.indexOf(at.current as HTMLElement) : -1;
    const from = current < 0 && by < 0 ? hunks.length : current;
    const next = hunks[Math.min(hunks.length - 1, Math.max(0, from + by))];
    at.current?.removeAttribute(MARK);
    if (!next) return;
    next.setAttribute(MARK, '');
    at.current = next;
    show(next);
  };
  const showFile = (path: string) => {
    const file = scroller.current?.querySelector<HTMLElement>(`[data-file="${CSS.escape(path)}"]`);
    if (file) show(file);
  };
  return { step, showFile };
};
