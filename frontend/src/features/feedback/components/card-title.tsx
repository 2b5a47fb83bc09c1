import type { FeedbackRequest as Request } from '@parley/contracts';
import { VisibleText } from '@/components/visible-text';
import { cn } from '@/lib/utils';
import type { CardPlace } from '../card-place';

/** The question. Folded away, it is the button that opens its card. */
export const CardTitle = ({ id, request, place }: { id: string; request: Request; place: CardPlace | undefined }) => {
  const text = <VisibleText text={request.question.question} />;
  const folded = place?.folded ?? false;
  return (
    <h2
      id={id}
      dir="auto"
      className={cn(
        'whitespace-pre-wrap break-words text-body',
        request.status === 'PENDING' ? 'font-medium' : 'font-normal',
        folded && 'line-clamp-2',
      )}
    >
      {folded ? (
        <button
          type="button"
          aria-expanded={false}
          tabIndex={place?.current ? 0 : -1}
          onClick={place?.onUnfold}
          className="block w-full rounded text-start [font:inherit] after:absolute after:inset-0"
        >
          {text}
        </button>
      ) : (
        text
      )}
    </h2>
  );
};
