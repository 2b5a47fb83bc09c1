import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR_PX = 60;

interface Stick {
  ref: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** The reader scrolled up. */
  isAway: boolean;
  toEnd: () => void;
}

/** Stays at the end while messages come and grow, unless the reader scrolled up. `place`: another one starts at its end. */
export const useStick = (place: string): Stick => {
  const ref = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isNear = useRef(true);
  const [isAway, setAway] = useState(false);
  const toEnd = useCallback(() => ref.current?.scrollTo({ top: ref.current.scrollHeight }), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another place starts at its end
  useLayoutEffect(() => {
    isNear.current = true;
    setAway(false);
    toEnd();
  }, [place]);

  useEffect(() => {
    const [box, inside] = [ref.current, content.current];
    if (!box || !inside) return;
    const look = () => {
      isNear.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      setAway(!isNear.current);
    };
    const follow = new ResizeObserver(() => {
      if (isNear.current) toEnd();
    });
    box.addEventListener('scroll', look, { passive: true });
    follow.observe(inside);
    follow.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      follow.disconnect();
    };
  }, [toEnd]);

  return { ref, content, isAway, toEnd };
};
