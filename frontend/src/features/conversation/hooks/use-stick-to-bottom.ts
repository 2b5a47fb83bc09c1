import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Closer than this to the end counts as at the end. */
const NEAR = 48;

const distance = (element: HTMLElement) => element.scrollHeight - element.scrollTop - element.clientHeight;

/**
 * Keeps a growing list at its end until the reader scrolls up, and again once they are back. Only a person's own
 * movement lets go: a list that grows or measures itself must not.
 */
export const useStickToBottom = (scroller: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>) => {
  const stuck = useRef(true);
  const [atBottom, setAtBottom] = useState(true);
  const lastTop = useRef(0);

  const pin = useCallback(() => {
    const element = scroller.current;
    if (element && stuck.current) element.scrollTop = element.scrollHeight;
  }, [scroller]);

  const scrollToBottom = useCallback(() => {
    stuck.current = true;
    setAtBottom(true);
    pin();
  }, [pin]);

  const release = useCallback(() => {
    stuck.current = false;
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return;
    const observer = new ResizeObserver(pin);
    observer.observe(inner);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, content, pin]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let byHand = Number.NEGATIVE_INFINITY;
    const touch = () => {
      byHand = performance.now();
    };
    const onWheel = (event: WheelEvent) => {
      touch();
      if (event.deltaY < 0 && element.scrollHeight > element.clientHeight) stuck.current = false;
    };
    const onScroll = () => {
      const up = element.scrollTop < lastTop.current - 1;
      lastTop.current = element.scrollTop;
      const near = distance(element) < NEAR;
      if (up && !near && performance.now() - byHand < 1_000) stuck.current = false;
      if (near && !up) stuck.current = true;
      setAtBottom(stuck.current || near);
    };
    element.addEventListener('wheel', onWheel, { passive: true });
    element.addEventListener('scroll', onScroll, { passive: true });
    for (const type of ['touchmove', 'keydown', 'pointerdown'] as const)
      element.addEventListener(type, touch, { passive: true });
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('scroll', onScroll);
      for (const type of ['touchmove', 'keydown', 'pointerdown'] as const) element.removeEventListener(type, touch);
    };
  }, [scroller]);

  return { atBottom, pin, scrollToBottom, release };
};
