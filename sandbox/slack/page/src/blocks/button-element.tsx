import { LoaderCircle } from 'lucide-react';
import { buttonClass, safeUrl } from '#kit/page';
import type { ElementProps } from './naming';
import { useScope } from './scope';
import { TextLine } from './text-view';
import { useGuard } from './use-guard';

/** A button; one with an address is a link that also tells the app. */
export function ButtonElement({ block, element }: ElementProps) {
  const scope = useScope();
  const guard = useGuard(element);
  const isBusy = scope.isBusy(block, element);
  const words = element.text && <TextLine text={element.text} />;
  const url = element.url ? safeUrl(element.url) : null;
  const shared = {
    className: buttonClass(element.style ?? 'plain', 'text-left whitespace-normal'),
    'aria-label': element.accessibility_label,
    'aria-busy': isBusy || undefined,
  };
  if (url !== null) {
    const tell = () => scope.press(block, element);
    return (
      <a {...shared} href={url} target="_blank" rel="noopener noreferrer" onClick={tell}>
        {words}
      </a>
    );
  }
  const press = () => guard(() => scope.press(block, element));
  return (
    <button {...shared} type="button" disabled={isBusy || scope.isReadOnly} onClick={press}>
      {isBusy && <LoaderCircle className="size-3.5 animate-spin" aria-hidden />}
      {words}
    </button>
  );
}
