import { type RefObject, useEffect, useState } from 'react';
import { storage } from '@/lib/storage';

export type DiffView = 'unified' | 'split';

const KEY = 'parley.diff-view';
/** Two columns of code that can be read, each with its line numbers. */
const ROOM_FOR_TWO = 860;
/** Below this, two columns hold a word or two each: there is nothing to choose. */
const ROOM_FOR_A_CHOICE = 520;

/** Side by side where there is room, unless the person once chose otherwise. */
export const useDiffView = (frame: RefObject<HTMLElement | null>) => {
  const [width, setWidth] = useState<number | null>(null);
  const [chosen, setChosen] = useState<DiffView | null>(() => storage.getJson<DiffView | null>(KEY, null));
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
  const choose = (view: DiffView) => {
    storage.setJson(KEY, view);
    setChosen(view);
  };
  const canChoose = width === null || width >= ROOM_FOR_A_CHOICE;
  const usual: DiffView = width !== null && width >= ROOM_FOR_TWO ? 'split' : 'unified';
  return { view: canChoose ? (chosen ?? usual) : 'unified', canChoose, choose } as const;
};
